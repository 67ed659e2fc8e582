"""`gongkai probe` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.console.running import gongkai

SITE = "code: probed\nname: 某局\nhome: {home}\nallow_private: true\npace: {{delay: 0}}\n"


def site_file(folder: Path, home: str) -> Path:
    file = folder / "site.yml"
    file.write_text(SITE.format(home=home), encoding="utf-8")
    return file


def test_probes_are_turned_on_made_when_due_and_ended(tmp_path: Path) -> None:
    site, db = site_file(tmp_path, "http://127.0.0.1:9/"), tmp_path / "x.db"  # nobody listens on port 9
    off = gongkai("probe", site, "--db", db)
    assert (off.returncode, "没有开启" in off.stdout) == (0, True)
    on = json.loads(gongkai("probe", site, "--start", "--db", db, "--json").stdout)
    assert (on["on"], on["made"], on["bad"]) == (True, 1, 1)
    again = json.loads(gongkai("probe", site, "--db", db, "--json").stdout)
    assert again["made"] == 1  # the next one is due in 72 minutes
    twice = gongkai("probe", site, "--start", "--db", db)
    assert (twice.returncode, "已经开启" in twice.stderr) == (2, True)
    over = gongkai("probe", site, "--stop", "--db", db)
    assert "已于" in over.stdout
    soon = gongkai("probe", site, "--start", "--db", db)
    assert (soon.returncode, "每天不超过 20 次" in soon.stderr) == (2, True)
