"""Pictures of archived pages: drawn by the browser without a network and without scripts, from the archive alone."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from crawler.rendering.found import executable
from records.proofs import Answer, PictureAsked

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route

WIDTH, HEIGHT, MOST = 1200, 640, 2200  # pixels; a longer page is cut, around its first mark
ABOVE = 560  # pixels kept above a mark that lies further down
SECONDS = 3.0  # for one page
HTML = "text/html; charset=utf-8"
_CUT = "<style>html{{margin-top:-{above}px!important}}.gongkai-head{{position:fixed!important;top:0;left:0;right:0;z-index:2147483647}}</style>"
log = logging.getLogger("gongkai.evidence")


def pictures(asked: Sequence[PictureAsked], answer: Answer) -> list[bytes | None]:
    """A PNG for each page; None where it could not be drawn, and for every page where there is no browser."""
    drawn: list[bytes | None] = []
    if asked and executable():
        from playwright.sync_api import Error, sync_playwright  # an extra

        try:
            with sync_playwright() as playwright:
                chromium = _started(playwright)
                drawn += [_drawn(_context(chromium), one, answer) for one in asked]
                chromium.close()
        except Error as problem:
            log.warning("no pictures: %s", str(problem).partition("\n")[0])
    return [*drawn, *(None for _ in asked[len(drawn) :])]


def _started(playwright: Playwright) -> Browser:
    from crawler.rendering.browser import ARGUMENTS, NOWHERE

    return playwright.chromium.launch(
        executable_path=executable(),
        args=list(ARGUMENTS),
        chromium_sandbox=not hasattr(os, "geteuid") or os.geteuid() != 0,
        proxy={"server": NOWHERE, "bypass": "<-loopback>"},
    )


def _context(chromium: Browser) -> BrowserContext:
    return chromium.new_context(
        viewport={"width": WIDTH, "height": HEIGHT},
        java_script_enabled=False,
        service_workers="block",
        accept_downloads=False,
        offline=True,
        locale="zh-CN",
    )


def _drawn(context: BrowserContext, asked: PictureAsked, answer: Answer) -> bytes | None:
    from playwright.sync_api import Error

    page = context.new_page()
    try:
        _open(page, asked.url, asked.markup, answer)
        mark = page.locator(asked.mark).first.bounding_box() if page.locator(asked.mark).count() else None
        body = page.locator("html").bounding_box()
        height = int(body["height"]) if body else HEIGHT
        if mark is not None and mark["y"] + mark["height"] > MOST:
            above = max(int(mark["y"]) - ABOVE, 0)
            _open(page, asked.url, asked.markup + _CUT.format(above=above), answer)
            height -= above
        page.set_viewport_size({"width": WIDTH, "height": max(HEIGHT, min(height, MOST))})
        return page.screenshot(timeout=SECONDS * 1000)
    except Error as problem:
        log.warning("no picture of %s: %s", asked.url, str(problem).partition("\n")[0])
        return None
    finally:
        context.close()


def _open(page: Page, url: str, markup: str, answer: Answer) -> None:
    """The page from its markup; its style sheets from the archive, and nothing else from anywhere."""

    def give(route: Route) -> None:
        request = route.request
        found = answer(request.url) if request.resource_type == "stylesheet" else None
        if request.is_navigation_request() and request.frame.parent_frame is None:
            route.fulfill(body=markup, content_type=HTML)
        elif found is not None:
            route.fulfill(body=found[0], content_type=found[1])
        else:
            route.abort("blockedbyclient")

    page.unroute_all()
    page.route("**/*", give)
    page.goto(url, wait_until="load", timeout=SECONDS * 1000)
