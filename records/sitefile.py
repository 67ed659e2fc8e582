"""The door for site files: YAML in, a `Site` out, or one error that lists every fault with its line."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from records.addresses import host_of
from records.catalogue import load_catalogue
from records.errors import InputError, SiteFileError
from records.serial import from_json, to_json
from records.types import Applicability, Exemption, IndexScheme, Owner, Pace, Site, SiteState

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
CRAWL_SETTINGS = {
    "crawl.renders": (0, 2_000),
    "crawl.render_seconds": (1, 300),
    "crawl.outside_links": (0, 5_000),
}  # from, to
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))


def load_site(path: Path) -> Site:
    """The site a file describes; SiteFileError for a missing, broken or faulty file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise SiteFileError(
            "site file not found", where=str(path), remedy="check the path / 检查文件路径"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SiteFileError(
            f"cannot be read: {error}", where=str(path), remedy="save it as UTF-8 / 另存为 UTF-8"
        ) from None
    return site_from_text(text, path)


def site_from_text(text: str, path: Path) -> Site:
    """The site that the text of a site file describes; `path` is named in errors, and plan files lie beside it."""
    try:
        raw, lines = yaml.safe_load(text), _lines(yaml.compose(text, Loader=yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        raise SiteFileError(f"not valid YAML: {getattr(error, 'problem', error)}", where=where) from None
    if not isinstance(raw, dict):
        raise SiteFileError(
            "a site file is a list of `key: value` lines with at least name and home", where=str(path)
        )
    try:
        return _site(_SiteDoor.model_validate(raw), path)
    except ValidationError as error:
        faults = [f"{path}:{_line(lines, e['loc'])}: {_fault(e)}" for e in error.errors()]
        raise SiteFileError("site file has faults\n  " + "\n  ".join(faults)) from None


def guess_site(url: str) -> Site:
    """A site known only by its address: profile department, code host[-port]. InputError for no http address."""
    host = host_of(url)
    if not host:
        raise InputError(f"not an http(s) address: {url}", remedy="https://example.gov.cn/")
    return Site(code=host.replace(":", "-"), name=host, home=url, hosts=(host,))


def site_to_json(site: Site) -> str:
    """The site as one JSON object."""
    return to_json(site)


def site_from_json(text: str) -> Site:
    """The site from `site_to_json`."""
    return from_json(Site, text)


def credit_code_holds(code: str) -> bool:
    """The 18th character agrees with GB 32100-2015."""
    if len(code) != 18 or any(c not in CREDIT_ALPHABET for c in code):
        return False
    total = sum(CREDIT_ALPHABET.index(c) * w for c, w in zip(code, CREDIT_WEIGHTS, strict=False))
    return CREDIT_ALPHABET[(31 - total % 31) % 31] == code[17]


class _Door(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Pace(_Door):
    delay: float = Field(default=1.0, ge=0)
    concurrency: int = Field(default=2, ge=1, le=32)
    window: str | None = Field(default=None, pattern=r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$")
    max_pages: int = Field(default=20_000, ge=1)
    max_minutes: int = Field(default=240, ge=1)
    max_megabytes: int = Field(default=20_000, ge=1)


class _Index(_Door):
    families: tuple[str, ...] = ()
    year: Literal["publication", "formation"] | None = None


class _State(_Door):
    kind: Literal["open", "closed", "rebuilding"] = "open"
    since: dt.date | None = None
    until: dt.date | None = None
    reason: str = ""


class _Applies(_Door):
    applies: bool
    reason: str = ""


class _Owner(_Door):
    section: str
    columns: tuple[str, ...] = ()
    contact: str = ""


class _Exemption(_Door):
    rule: str
    subject: str = ""
    reason: str = Field(min_length=1)
    until: dt.date | None = None


class _SiteDoor(_Door):
    name: str = Field(min_length=1)
    home: str
    code: str | None = None
    aliases: tuple[str, ...] = ()
    credit_code: str | None = None
    site_id_code: str | None = None
    hosts: tuple[str, ...] = ()
    portal: str | None = None
    profile: Literal["department", "municipal-hrss", "county-hrss"] = "department"
    region: str | None = Field(default=None, pattern=r"^\d{2,6}$")
    plan: str | None = None
    groups: tuple[str, ...] = ()
    catalogue: dict[str, _Applies] = {}
    columns: dict[str, str] = {}
    index_number: _Index = _Index()
    tasks: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    pace: _Pace = _Pace()
    allow_private: bool = False
    render: Literal["never", "auto", "always"] = "auto"
    settings: dict[str, int | float | str] = {}
    known_hosts: tuple[str, ...] = ()
    platform: str | None = None
    state: _State = _State()
    owners: tuple[_Owner, ...] = ()
    exemptions: tuple[_Exemption, ...] = ()

    @field_validator("state", mode="before")
    @classmethod
    def _short_state(cls, value: Any) -> Any:
        return {"kind": value} if isinstance(value, str) else value

    @field_validator("code")
    @classmethod
    def _plain_code(cls, value: str | None) -> str | None:
        if value is not None and not CODE.fullmatch(value):
            raise ValueError("letters, digits, dot, dash and underscore only")
        return value

    @field_validator("home", "portal")
    @classmethod
    def _http(cls, value: str | None) -> str | None:
        if value is not None and not host_of(value):
            raise ValueError("an address beginning with http:// or https:// is needed")
        return value

    @field_validator("credit_code")
    @classmethod
    def _credit(cls, value: str | None) -> str | None:
        if value is not None and not credit_code_holds(value):
            raise ValueError(
                "not a unified social credit code: its check character does not agree (GB 32100-2015)"
            )
        return value

    @field_validator("catalogue", "columns")
    @classmethod
    def _codes(cls, value: dict[str, Any]) -> dict[str, Any]:
        known = load_catalogue().by_code
        for code in value:
            if code not in known:
                near = difflib.get_close_matches(code, known, n=1)
                raise ValueError(
                    f"no catalogue item {code!r}" + (f"; did you mean {near[0]!r}?" if near else "")
                )
        return value

    @field_validator("settings")
    @classmethod
    def _crawl_settings(cls, value: dict[str, int | float | str]) -> dict[str, int | float | str]:
        for name in (n for n in value if n.startswith("crawl.")):
            if name not in CRAWL_SETTINGS:
                raise ValueError(f"no setting {name!r}; known: {', '.join(CRAWL_SETTINGS)}")
            low, high = CRAWL_SETTINGS[name]
            given = value[name]
            if isinstance(given, str) or not low <= given <= high:
                raise ValueError(f"{name}: {given!r} is no number from {low} to {high}")
        return value

    @model_validator(mode="after")
    def _pace_needs_private(self) -> _SiteDoor:
        if self.pace.delay == 0 and not self.allow_private:
            raise ValueError("pace.delay 0 needs allow_private: true (loopback and intranet only)")
        return self


def key_line(path: Path, loc: tuple[str, ...]) -> int:
    """The line of a site file on which the key stands, or the one above it."""
    text = path.read_text(encoding="utf-8-sig")
    return _line(_lines(yaml.compose(text, Loader=yaml.SafeLoader)), loc)


def site_schema() -> dict[str, Any]:
    """JSON Schema of a site file."""
    return _SiteDoor.model_json_schema()


def is_plan_file(plan: str | None) -> bool:
    """The site names its plan by a file of its own, not by the id of a bundled one."""
    return plan is not None and plan.endswith((".yml", ".yaml"))


def _site(door: _SiteDoor, path: Path) -> Site:
    host = host_of(door.home)
    given = door.model_dump(exclude={"catalogue", "index_number", "pace", "state", "owners", "exemptions"})
    if door.plan is not None and is_plan_file(door.plan):
        given["plan"] = str((path.parent / door.plan).resolve())  # beside the site file
    given["code"] = door.code or host.replace(":", "-")
    given["hosts"] = tuple(h.lower() for h in door.hosts) or (host,)
    given["region"] = door.region or (door.credit_code[2:8] if door.credit_code else None)
    return Site(
        **given,
        catalogue={code: Applicability(a.applies, a.reason) for code, a in door.catalogue.items()},
        index_number=IndexScheme(door.index_number.families, door.index_number.year),
        pace=Pace(**door.pace.model_dump()),
        state=SiteState(**door.state.model_dump()),
        owners=tuple(Owner(**o.model_dump()) for o in door.owners),
        exemptions=tuple(Exemption(**e.model_dump()) for e in door.exemptions),
    )


def _lines(node: yaml.Node | None, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], int]:
    """Line of every key and item of a YAML document, by its path."""
    found: dict[tuple[str, ...], int] = {}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*path, str(key.value))
            found[here] = key.start_mark.line + 1
            found.update({k: v for k, v in _lines(value, here).items() if k != here})
    elif isinstance(node, yaml.SequenceNode):
        for n, value in enumerate(node.value):
            here = (*path, str(n))
            found[here] = value.start_mark.line + 1
            found.update({k: v for k, v in _lines(value, here).items() if k != here})
    return found


def _line(lines: dict[tuple[str, ...], int], loc: tuple[int | str, ...]) -> int:
    path = tuple(str(p) for p in loc)
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _fault(error: Any) -> str:
    name = ".".join(str(p) for p in error["loc"]) or "file"
    if error["type"] == "extra_forbidden":
        known = [*_SiteDoor.model_fields, *_Pace.model_fields, *_Index.model_fields]
        near = difflib.get_close_matches(str(error["loc"][-1]), known, n=1)
        return f"{name}: unknown key" + (f"; did you mean {near[0]!r}?" if near else "")
    if error["type"] == "missing":
        return f"{name}: required key is missing"
    return f"{name}: {error['msg'].removeprefix('Value error, ')}"
