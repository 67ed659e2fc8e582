"""nginx from the system's packages, serving one folder on loopback."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CONFIG = """
{user} daemon off; worker_processes 1; pid {home}/pid; error_log {home}/error.log crit;
events {{ worker_connections 512; }}
http {{
  types {{ text/html html; }} log_format sent "$status $bytes_sent"; access_log {log}; sendfile on; keepalive_requests 100000;
  client_body_temp_path {home}/a; proxy_temp_path {home}/b; fastcgi_temp_path {home}/c; uwsgi_temp_path {home}/d;
  scgi_temp_path {home}/e;
  server {{ listen 127.0.0.1:{port}; root {root}; }}
}}
"""


def tool(name: str) -> str:
    """Where a program lies; SystemExit that says how to get it."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin:/sbin")
    if found is None:
        raise SystemExit(f"{name} is needed: make bench-tools")
    return found


@contextmanager
def serving(root: Path, log: Path | None = None) -> Iterator[str]:
    """The address at which nginx serves `root`, until the block ends; `log`: a line "status bytes" for every answer."""
    with tempfile.TemporaryDirectory() as home, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        config = Path(home) / "nginx.conf"
        user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""
        config.write_text(
            _CONFIG.format(log=f"{log} sent" if log else "off", user=user, home=home, port=port, root=root),
            encoding="utf-8",
        )
        process = subprocess.Popen([tool("nginx"), "-p", home, "-c", str(config)], stderr=subprocess.DEVNULL)
        try:
            _wait(port)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()
            process.wait(10)


def _wait(port: int) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit("nginx does not answer")
