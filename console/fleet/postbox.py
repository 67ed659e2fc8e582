"""Where letters go: mail (SMTP), a signed web hook, a folder. Each receiver by itself: one that fails holds up no other."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import smtplib
import ssl
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from typing import Literal
from urllib.error import URLError

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from console.texts import say
from records.errors import GongkaiError, InputError
from reports.letters import Letter

SECONDS = 20.0
_ADDRESS = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+\.[^@\s<>,;\"]+")


class PostError(GongkaiError):
    """A letter could not be delivered."""


class _Door(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Mail(_Door):
    """A mail server. The password stands in the environment, under the name `password_env`."""

    host: str
    port: int = Field(default=465, ge=1, le=65535)
    security: Literal["ssl", "starttls", "none"] = "ssl"
    user: str = ""
    password_env: str = "GONGKAI_SMTP_PASSWORD"
    sender: str


class Hook(_Door):
    """A web hook; letters are signed with the secret in the environment under the name `secret_env`."""

    url: str = Field(pattern=r"^https?://")
    secret_env: str = "GONGKAI_HOOK_SECRET"


class Post(_Door):
    """Who is told, how. `owners`: the contacts of sections, where they are mail addresses."""

    mail: Mail | None = None
    hook: Hook | None = None
    folder: str | None = None
    supervisors: tuple[str, ...] = ()
    owners: bool = True
    digest_at: str = Field(default="08:00", pattern=r"^([01]\d|2[0-3]):[0-5]\d$")


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody who gets letters: `mail:a@b.cn`, `hook`, `folder`."""

    name: str

    @property
    def address(self) -> str:
        """The mail address of a mail receiver, else empty."""
        return self.name.removeprefix("mail:") if self.name.startswith("mail:") else ""


def load_post(path: Path) -> Post:
    """The settings in a file; InputError that lists every fault."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
        return Post.model_validate(raw or {})
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(str(error), where=str(path), remedy=say("post.example")) from None
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        raise InputError(
            "\n  ".join([say("post.faults"), *faults]), where=str(path), remedy=say("post.example")
        ) from None


def supervisors_of(post: Post) -> Iterator[Receiver]:
    """Everyone who is told of all sites."""
    if post.mail is not None:
        yield from (Receiver(f"mail:{address}") for address in post.supervisors if is_address(address))
    if post.hook is not None:
        yield Receiver("hook")
    if post.folder is not None:
        yield Receiver("folder")


def is_address(text: str) -> bool:
    """The text is one mail address and nothing else."""
    return bool(_ADDRESS.fullmatch(text))


def deliver(letter: Letter, to: Receiver, post: Post) -> None:
    """Hand a letter over; PostError says why it could not be."""
    try:
        if to.address and post.mail is not None:
            _mail(letter, to.address, post.mail)
        elif to.name == "hook" and post.hook is not None:
            _hook(letter, post.hook)
        elif to.name == "folder" and post.folder is not None:
            _drop(letter, Path(post.folder))
    except (OSError, smtplib.SMTPException, URLError) as error:
        raise PostError(say("post.failed", to=to.name, error=error)) from error


def _mail(letter: Letter, address: str, mail: Mail) -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = letter.subject, mail.sender, address
    message["Date"], message["Message-ID"] = (
        formatdate(localtime=True),
        make_msgid(domain=mail.sender.rpartition("@")[2]),
    )
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, charset="utf-8")
    trusted = ssl.create_default_context()
    secure = mail.security == "ssl"
    server = smtplib.SMTP_SSL(mail.host, mail.port, timeout=SECONDS, context=trusted) if secure else smtplib.SMTP(mail.host, mail.port, timeout=SECONDS)  # fmt: skip
    with server:
        if mail.security == "starttls":
            server.starttls(context=trusted)
        if mail.user:
            server.login(mail.user, _secret(mail.password_env))
        server.send_message(message)


def _hook(letter: Letter, hook: Hook) -> None:
    """POST as JSON; `X-Gongkai-Signature` is the HMAC-SHA256 of time, a dot and the body, so that a copy cannot be sent later."""
    body = json.dumps(
        {"about": letter.about, "subject": letter.subject, "text": letter.text}, ensure_ascii=False
    ).encode()
    stamp = str(int(time.time()))
    signature = hmac.new(
        _secret(hook.secret_env).encode(), f"{stamp}.".encode() + body, hashlib.sha256
    ).hexdigest()
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "X-Gongkai-Time": stamp,
        "X-Gongkai-Signature": f"sha256={signature}",
    }
    request = urllib.request.Request(hook.url, data=body, headers=headers, method="POST")  # noqa: S310 - http(s) only
    with urllib.request.build_opener(_Still).open(request, timeout=SECONDS):
        return


class _Still(urllib.request.HTTPRedirectHandler):
    """A hook that answers with a redirect is wrong; the letter goes nowhere else."""

    def redirect_request(self, *_: object) -> None:
        return None


def _drop(letter: Letter, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", letter.about).strip(".-")[:120]
    part = folder / f".{name}.part"
    part.write_text(f"{letter.subject}\n\n{letter.text}", encoding="utf-8")
    part.replace(folder / f"{name}.txt")


def _secret(name: str) -> str:
    found = os.environ.get(name, "")
    if not found:
        raise PostError(say("post.no_secret", name=name), remedy=f"export {name}=…")
    return found
