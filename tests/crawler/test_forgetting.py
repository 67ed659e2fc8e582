"""Pages that repeat nothing do not make the readers remember without end."""

from __future__ import annotations

from crawler.extract.reader import Reader
from crawler.extract.tags import _link
from crawler.forgetting import AFTER_BYTES, Forgetting
from records.addresses import normalise


def test_what_is_remembered_is_forgotten_by_size_not_only_by_count() -> None:
    reader = Reader()
    before = reader.read(b"<p><a href='/x.html'>x</a></p>", "http://a.gov.cn/")
    forgetting = Forgetting(reader)
    forgetting.note(AFTER_BYTES - 1)
    assert _link.cache_info().currsize > 0
    assert normalise.cache_info().currsize > 0
    forgetting.note(1)
    assert _link.cache_info().currsize == normalise.cache_info().currsize == 0
    assert reader.read(b"<p><a href='/x.html'>x</a></p>", "http://a.gov.cn/") == before
