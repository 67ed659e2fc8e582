"""One audit of the sample site, shared by the tests that look at what the command line says of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.console.running import gongkai


@dataclass(frozen=True, slots=True)
class Demo:
    """The database, the report folder and the summary of one demo."""

    db: Path
    out: Path
    summary: dict[str, Any]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """`gongkai demo`, once."""
    out = tmp_path_factory.mktemp("demo")
    done = gongkai("demo", "--json", "--out", out)
    assert done.returncode == 0, done.stderr
    yield Demo(out / "demo.db", out, json.loads(done.stdout))
