"""What `gongkai demo` stores is exactly what was planted in its site."""

from __future__ import annotations

from console.sample.truth import truth
from records.store import Store
from tests.console.conftest import Demo
from tests.console.sample.comparing import difference


def test_the_demo_finds_what_was_planted_and_nothing_else(demo: Demo) -> None:
    with Store.open(demo.db) as store:
        run = store.run("latest")
        home, findings = store.site_of(run.id).home, tuple(store.findings(run.id))
    assert difference(truth(home), findings, (home, "main")) == []


def test_the_demo_needs_no_pace(demo: Demo) -> None:
    assert demo.summary["pages"] > 140
    assert demo.summary["seconds"] < 60
