"""Debian's chromium, driven by playwright, without a network of its own."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import Awaitable, Callable
from typing import Self

from playwright.async_api import Browser as Chromium
from playwright.async_api import Dialog, Error, Page, Playwright, Route, WebSocketRoute, async_playwright

from crawler.rendering.found import executable

LAST_SECONDS = 3.0  # for a page out of time to hand over what it has
NOWHERE = "http://127.0.0.1:1"  # a proxy that does not exist: what slips past the interception gets nowhere
ARGUMENTS = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
    "--js-flags=--max-old-space-size=512",
)
NO_PEERS = (
    "delete window.RTCPeerConnection; delete window.webkitRTCPeerConnection; delete window.WebTransport;"
)
log = logging.getLogger("gongkai.crawl")


class Browser:
    """One chromium for a crawl, begun with the first page and begun anew after a page that hung."""

    def __init__(self, user_agent: str, seconds: float) -> None:
        self._agent, self._seconds = user_agent, seconds
        self._playwright: Playwright | None = None
        self._chromium: Chromium | None = None
        self.starts = True  # until it did not

    async def __aenter__(self) -> Self:
        self._playwright = await async_playwright().start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._drop()
        if self._playwright is not None:
            await self._playwright.stop()

    async def render(self, url: str, answer: Callable[[Route], Awaitable[None]]) -> str:
        """The page's markup once it is still; "" for a page that does not come to an end."""
        try:
            return await asyncio.wait_for(self._render(url, answer), self._seconds + LAST_SECONDS)
        except (TimeoutError, Error) as problem:
            log.warning("not rendered: %s: %s", url, str(problem).partition("\n")[0] or "no end")
            await self._drop()
            return ""

    async def _render(self, url: str, answer: Callable[[Route], Awaitable[None]]) -> str:
        chromium = await self._running()
        context = await chromium.new_context(
            user_agent=self._agent, service_workers="block", accept_downloads=False, locale="zh-CN"
        )
        await context.add_init_script(NO_PEERS)
        await context.route("**/*", answer)
        await context.route_web_socket("**/*", _hang_up)
        page = await context.new_page()
        page.on("dialog", _dismiss)
        markup = await _settled(page, url, self._seconds)
        await context.close()
        return markup

    async def _running(self) -> Chromium:
        assert self._playwright is not None
        if self._chromium is None or not self._chromium.is_connected():
            self.starts = False
            self._chromium = await self._playwright.chromium.launch(
                executable_path=executable(),
                args=list(ARGUMENTS),
                chromium_sandbox=not hasattr(os, "geteuid") or os.geteuid() != 0,
                proxy={"server": NOWHERE, "bypass": "<-loopback>"},
            )
            self.starts = True
        return self._chromium

    async def _drop(self) -> None:
        chromium, self._chromium = self._chromium, None
        if chromium is not None:
            with contextlib.suppress(TimeoutError, Error):
                await asyncio.wait_for(chromium.close(), LAST_SECONDS)


async def _settled(page: Page, url: str, seconds: float) -> str:
    with contextlib.suppress(Error):  # out of time: what is there by now is read
        await page.goto(url, wait_until="networkidle", timeout=seconds * 1000)
    try:
        return await page.content()
    except Error:  # the page is gone, or on its way elsewhere
        return ""


async def _dismiss(dialog: Dialog) -> None:
    await dialog.dismiss()


async def _hang_up(socket: WebSocketRoute) -> None:
    await socket.close()
