"""Whole real sites against maps of their column trees made by hand, where those sites are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.mirror import FIGURES, agreement, fill
from crawler.finish import build_dossier
from records.store import Store
from records.types import Site

ROOT = Path(__file__).parents[3]
MIRRORS = ROOT.parent / "shared" / "mirrors"
NAMES = {"daozhen-hrss": "道真自治县人力资源和社会保障局", "jilin-forestry": "吉林市林业局"}
BASE = "http://127.0.0.1:8101/"


@pytest.mark.skipif(not MIRRORS.is_dir(), reason="the mirrors are not part of the project")
@pytest.mark.parametrize("name", NAMES)
def test_the_tree_agrees_with_the_map_made_by_hand(name: str, tmp_path: Path) -> None:
    site = Site("mirror", NAMES[name], BASE, ("127.0.0.1:8101",), allow_private=True)
    with Store.open(tmp_path / "x.db") as store:
        dossier = build_dossier(store, fill(store, site, MIRRORS / name))
    figures = agreement(dossier, ROOT / "bench" / "maps" / f"{name}.yml", BASE)
    assert all(figures[f] == figures["map"] for f in FIGURES), figures
    assert figures["extra"] == 0 and dossier.portal is None
