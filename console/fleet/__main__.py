"""The child process: `python -m console.fleet ORDER`."""

import sys
from pathlib import Path

from console.fleet.child import serve

if __name__ == "__main__":
    sys.exit(serve(Path(sys.argv[1])))
