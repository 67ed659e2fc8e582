"""Which links of a home page a visitor sees, as far as markup and styles tell."""

from __future__ import annotations

import pytest

from crawler.extract.reader import Reader
from records.vocabulary import Visibility

URL = "http://a.gov.cn/"
VISIBLE, HIDDEN, UNDECIDABLE = Visibility.VISIBLE, Visibility.HIDDEN, Visibility.UNDECIDABLE
LINK = "<a href='/zfxxgk/' {0}>政府信息公开</a>"
CASES = {
    "a plain link is seen": (LINK.format(""), "", VISIBLE),
    "a hidden attribute hides": (LINK.format("hidden"), "", HIDDEN),
    "an inline style hides": (LINK.format("style='display: none'"), "", HIDDEN),
    "a hidden box around it hides": (f"<div style='visibility:hidden'>{LINK.format('')}</div>", "", HIDDEN),
    "the page's own style hides": ("<style>.x{display:none}</style>" + LINK.format("class=x"), "", HIDDEN),
    "a fetched style hides": (LINK.format("id=gk"), "#gk { display : none !important }", HIDDEN),
    "a fetched style hides below a class": (f"<div class=top><p>{LINK.format('class=gk')}</p></div>", ".top .gk{display:none}", HIDDEN),
    "the same style elsewhere does not": (f"<div class=foot>{LINK.format('class=gk')}</div>", ".top .gk{display:none}", VISIBLE),
    "a later rule shows again": (LINK.format("class=gk"), ".gk{display:none} .gk{display:block}", VISIBLE),
    "a rule for phones only does not hide": (LINK.format("class=gk"), "@media (max-width:600px){.gk{display:none}}", VISIBLE),
    "no opacity is undecidable": (LINK.format("style='opacity:0'"), "", UNDECIDABLE),
    "a style that hover undoes is undecidable": (f"<div class=m><ul class=s>{LINK.format('')}</ul></div>", ".s{display:none} .m:hover .s{display:block}", UNDECIDABLE),
    "what a script toggles is undecidable": (f"<div id=b style='display:none'>{LINK.format('')}</div><script>$('#b').show();</script>", "", UNDECIDABLE),
    "a submenu is undecidable": (f"<ul><li><a href='/a/'>政务公开</a><ul style='display:none'><li>{LINK.format('')}</li></ul></li></ul>", "", UNDECIDABLE),
    "an image without alternative text is no entry": ("<a href='/zfxxgk/'><img src=a.png></a>", "", HIDDEN),
    "an image with alternative text is": ("<a href='/zfxxgk/'><img src=a.png alt='政府信息公开'></a>", "", VISIBLE),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_entry_on_the_home_page(name: str) -> None:
    html, sheet, wanted = CASES[name]
    reading = Reader().read(html.encode(), URL, is_home=True, styles=(sheet,) if sheet else ())
    link = next(x for x in reading.home_links if x.url.endswith("/zfxxgk/"))
    assert link.visibility is wanted, link.why
    if wanted is not VISIBLE:
        assert link.why


def test_a_home_page_names_its_style_sheets_for_screens() -> None:
    html = b"<link rel=stylesheet href=/a.css><link rel=stylesheet media=print href=/p.css><link rel=icon href=/i.ico>"
    reading = Reader().read(html, URL, is_home=True)
    assert reading.stylesheets == ("http://a.gov.cn/a.css",)
    assert Reader().read(html, URL).stylesheets == ()
