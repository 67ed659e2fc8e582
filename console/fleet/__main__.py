"""The child process: `python -m console.fleet ORDER RUNNER`; it is bound to its runner before anything else is loaded."""

import sys

from console.fleet.lifeline import bind

if __name__ == "__main__":
    bind(int(sys.argv[2]))

    from pathlib import Path

    from console.fleet.child import serve

    sys.exit(serve(Path(sys.argv[1])))
