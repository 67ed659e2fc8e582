"""Letters go out once, to whom they concern, by mail, hook and folder; what fails is tried again."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from console.fleet.postbox import Mail, Post, load_post
from console.fleet.telling import letters_due, send
from console.fleet.timing import CHINA
from console.pipeline import archive_of
from records.bundle import Place, export_bundle, import_bundle
from records.errors import InputError
from records.fleet import RegisteredSite
from records.store import Store
from records.store_overview import SiteLine
from records.types import Owner
from reports.letters import digest_letter
from tests.console.conftest import Demo, demo  # noqa: F401 - a fixture
from tests.console.running import gongkai

MORNING = dt.datetime(2026, 11, 25, 9, 0, tzinfo=CHINA)
NIGHT = dt.datetime(2026, 11, 25, 3, 0, tzinfo=CHINA)


class Inbox:
    """What a mail server took in."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refuse = ""

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address == self.refuse:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, int]]:
    """A real mail server on loopback."""
    found = Inbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(found, hostname="127.0.0.1", port=port)
    server.start()
    yield found, port
    server.stop()


@pytest.fixture
def store(demo: Demo, tmp_path: Path) -> Iterator[Store]:  # noqa: F811
    """A hub with the audited sample site, whose columns have sections."""
    pack = tmp_path / "x.gongkai.zip"
    with Store.open(demo.db) as made:
        export_bundle(Place(made, archive_of(demo.db)), made.run().id, pack)
    with Store.open(tmp_path / "hub.db") as hub:
        import_bundle(pack, Place(hub, archive_of(hub.path)))
        run = hub.run()
        owners = (
            Owner("信息科", ("statistics",), "xxk@example.gov.cn"),
            Owner("无邮箱科", ("guide",), "电话 123"),
        )
        site = replace(hub.site_of(run.id), owners=owners)
        hub.save_site(run.id, site)
        hub.register_sites([RegisteredSite(site, "name: x\nhome: http://x/\n")])
        yield hub


def mail(port: int) -> Mail:
    """The settings of the server."""
    return Mail(host="127.0.0.1", port=port, security="none", sender="gongkai@example.gov.cn")


def send_all(store: Store, post: Post, now: dt.datetime = NIGHT) -> list[bool]:
    """Send what is due."""
    return [send(store, post, due, now) for due in letters_due(store, post, now)]


def test_a_run_is_told_to_the_supervisor_and_to_the_section_it_concerns(
    store: Store, inbox: tuple[Inbox, int]
) -> None:
    found, port = inbox
    post = Post(mail=mail(port), supervisors=("zwgk@example.gov.cn",))
    assert send_all(store, post) == [True, True]
    boss, section = found.mails
    assert boss["To"] == "zwgk@example.gov.cn" and section["To"] == "xxk@example.gov.cn"
    assert "示例市人力资源和社会保障局" in boss["Subject"]
    whole, own = boss.get_content(), section.get_content()
    assert "统计信息" in own and "政府采购" not in own and "政府采购" in whole
    assert send_all(store, post) == []


def test_a_refused_letter_holds_up_no_other_and_is_tried_again(
    store: Store, inbox: tuple[Inbox, int]
) -> None:
    found, port = inbox
    found.refuse = "gone@example.gov.cn"
    post = Post(mail=mail(port), supervisors=("gone@example.gov.cn", "zwgk@example.gov.cn"), owners=False)
    assert send_all(store, post) == [False, True]
    found.refuse = ""
    assert send_all(store, post) == [True]
    assert [m["To"] for m in found.mails] == ["zwgk@example.gov.cn", "gone@example.gov.cn"]


def test_a_mail_server_that_is_away_loses_nothing(store: Store) -> None:
    post = Post(mail=mail(1), supervisors=("zwgk@example.gov.cn",), owners=False)
    assert send_all(store, post) == [False]
    assert len(list(letters_due(store, post, NIGHT))) == 1


def test_the_digest_comes_once_a_morning(store: Store, tmp_path: Path) -> None:
    post = Post(folder=str(tmp_path / "out"))
    send_all(store, post, NIGHT)
    assert [p.name for p in (tmp_path / "out").iterdir() if "digest" in p.name] == []
    assert send_all(store, post, MORNING) == [True]
    assert send_all(store, post, MORNING + dt.timedelta(hours=3)) == []
    text = (tmp_path / "out" / "digest-2026-11-25.txt").read_text(encoding="utf-8")
    assert "监测网站 1 个" in text and "空白栏目：1 个网站 2 个栏目" in text


def test_a_hook_gets_a_signed_letter_and_is_not_followed_elsewhere(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[dict[str, str], bytes]] = []
    status = [302, 200]

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            seen.append((dict(self.headers), body))
            self.send_response(status[min(len(seen), len(status)) - 1])
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        do_GET = do_POST

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("GONGKAI_HOOK_SECRET", "s3cret")
    post = Post.model_validate({"hook": {"url": f"http://127.0.0.1:{server.server_port}/h"}})
    try:
        assert send_all(store, post) == [False]
        assert len(seen) == 1
        assert send_all(store, post) == [True]
    finally:
        server.shutdown()
    headers, body = seen[-1]
    signed = hmac.new(b"s3cret", f"{headers['X-Gongkai-Time']}.".encode() + body, hashlib.sha256).hexdigest()
    assert headers["X-Gongkai-Signature"] == f"sha256={signed}"
    assert "示例市" in json.loads(body)["subject"]


def test_a_secret_that_is_missing_is_named(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    post = Post.model_validate({"hook": {"url": "http://127.0.0.1:1/", "secret_env": "NOT_THERE"}})
    assert send_all(store, post) == [False]
    assert "NOT_THERE" in caplog.text


def test_names_of_sites_can_break_no_line_of_a_letter() -> None:
    line = SiteLine("a", "某局\r\nBcc: x@y.cn\x1b[31m\u202e", "r", "2026-11-25", whole=True, stale_home=True)
    letter = digest_letter([line], 1, MORNING.date())
    named = [row for row in letter.text.splitlines() if "Bcc" in row]
    assert len(named) == 1 and named[0].startswith("- 某局 Bcc")
    assert "\x1b" not in letter.text and "\u202e" not in letter.text


@pytest.mark.parametrize(
    "text", ["mail: {host: x}", "hook: {url: 'ftp://x'}", "digest_at: '8'", "colour: red", ": :"]
)
def test_faulty_settings_are_refused_with_the_place(tmp_path: Path, text: str) -> None:
    path = tmp_path / "notify.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"notify\.yml"):
        load_post(path)


def test_a_dry_run_shows_and_sends_nothing(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "notify.yml"
    path.write_text(f"folder: {tmp_path / 'out'}\n", encoding="utf-8")
    done = gongkai("notices", "send", "--db", store.path, "--config", path, "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "政府采购" in done.stdout and not (tmp_path / "out").exists()
    done = gongkai("notices", "send", "--db", store.path, "--config", path)
    assert len(list((tmp_path / "out").iterdir())) >= 1
