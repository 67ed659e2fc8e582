"""The stored crawls of the sample site."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

import pytest

from records.papers import Beside
from records.types import Dossier
from tests.console.sample.crawling import crawled, kept_texts, session_folder


@pytest.fixture(scope="session")
def dossier_of(tmp_path_factory: pytest.TempPathFactory, worker_name: str) -> Callable[[str], Dossier]:
    """Variant → its dossier, crawled once a session."""
    return cache(partial(crawled, folder=session_folder(tmp_path_factory, worker_name)))


@pytest.fixture(scope="session")
def texts_of(
    dossier_of: Callable[[str], Dossier], tmp_path_factory: pytest.TempPathFactory, worker_name: str
) -> Callable[[str], Beside]:
    """Variant → what its documents say."""
    folder = session_folder(tmp_path_factory, worker_name)

    @cache
    def texts(variant: str) -> Beside:
        dossier_of(variant)
        return kept_texts(variant, folder)

    return texts


@pytest.fixture(scope="session")
def worker_name(request: pytest.FixtureRequest) -> str:
    """The xdist worker's name, `master` without xdist."""
    config = getattr(request.config, "workerinput", {})
    return str(config.get("workerid", "master"))
