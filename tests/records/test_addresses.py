"""One page has one key however its address is spelled."""

from __future__ import annotations

from records.addresses import host_of, normalise, page_key, same_site


def test_spellings_of_one_page_share_a_key() -> None:
    plain = "http://rsj.example.gov.cn/a/index.html?id=1"
    spellings = [
        "http://RSJ.example.gov.cn:80/a/index.html?id=1#top",
        "http://rsj.example.gov.cn/a/index.html;jsessionid=AB12?id=1",
        "http://rsj.example.gov.cn/a/index.html?id=1&jsessionid=AB12",
        " http://rsj.example.gov.cn/a/index.html?id=1 ",
    ]
    assert {page_key(s) for s in spellings} == {page_key(plain)}
    assert normalise("http://rsj.example.gov.cn") == "http://rsj.example.gov.cn/"


def test_different_pages_have_different_keys() -> None:
    assert page_key("http://a.gov.cn/?id=1") != page_key("http://a.gov.cn/?id=2")
    assert page_key("http://a.gov.cn/A") != page_key("http://a.gov.cn/a"), "paths may differ by case"


def test_only_http_hosts_count() -> None:
    assert host_of("javascript:void(0)") == ""
    assert host_of("https://a.gov.cn:8443/x") == "a.gov.cn:8443"
    assert same_site("http://a.gov.cn/x", ("a.gov.cn",)) and not same_site("http://b.gov.cn/x", ("a.gov.cn",))
