"""What people install: the built wheel in an empty environment, with the rule engine and without a compiler."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PACKED = (
    "checks", "console", "crawler", "records", "reports", "rules",
    "pyproject.toml", "README.md", "LICENSE", "requirements.lock", "requirements-pure.lock",
)  # fmt: skip


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy so that nothing is left in the tree."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in PACKED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, source / name)
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", out, source)
    (built,) = out.glob("gongkai-*.whl")
    return built


def run(*words: object, cwd: Path | None = None, **environ: str) -> str:
    """Run a command away from the source tree; its output, or the test fails with everything it said."""
    clean = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | environ
    done = subprocess.run(
        [str(w) for w in words],
        cwd=cwd,
        env=clean,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def environment(folder: Path) -> Path:
    """A new, empty environment; the folder of its programs."""
    venv.create(folder, with_pip=True)
    return folder / ("Scripts" if os.name == "nt" else "bin")


def demo(programs: Path, folder: Path) -> dict[str, Any]:
    """The demo's summary; it runs outside the source tree."""
    out = run(programs / "gongkai", "demo", "--json", "--out", folder / "report", cwd=folder)
    summary: dict[str, Any] = json.loads(out)
    assert all(Path(f).stat().st_size > 0 for f in summary["files"])
    return summary


def test_the_wheel_runs_the_demo_with_and_without_a_compiler_alike(wheel: Path, tmp_path: Path) -> None:
    whole = environment(tmp_path / "whole")
    run(whole / "python", "-m", "pip", "install", "--quiet", "-c", ROOT / "requirements.lock", wheel)
    pure = environment(tmp_path / "pure")
    no_compiler = {"CC": "no-such-compiler", "CXX": "no-such-compiler"}
    run(
        pure / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "-r",
        ROOT / "requirements-pure.lock",
        **no_compiler,
    )
    run(pure / "python", "-m", "pip", "install", "--quiet", "--no-deps", wheel, **no_compiler)

    decided, by_hand = demo(whole, tmp_path), demo(pure, tmp_path)

    assert decided["evaluator"] == "durable-rules"
    assert by_hand["evaluator"] == "reference"
    assert decided["findings"] == by_hand["findings"]
    assert decided["findings"]["fail"] > 20
    assert {Path(f).suffix for f in decided["files"]} >= {".html", ".xlsx", ".csv", ".jsonl"}


def test_the_lock_without_the_engine_is_the_lock_without_the_engine() -> None:
    def pins(name: str) -> dict[str, str]:
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        return dict(line.split("==", 1) for line in lines if "==" in line)

    whole, pure = pins("requirements.lock"), pins("requirements-pure.lock")
    assert "durable-rules" not in pure
    assert {k: whole[k] for k in pure if k in whole} == {k: v for k, v in pure.items() if k in whole}
    assert set(pure) <= set(whole)
