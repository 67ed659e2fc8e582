"""A person's answers written into a site file: only the lines that change, comments and order untouched, in one step."""

from __future__ import annotations

import copy
import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

import yaml

from records.errors import SiteFileError
from records.sitefile import load_site
from records.types import Site

_PLAIN = re.compile(r"https?://[\w./:?=&%~+;@$-]*[\w/]", re.ASCII)
_Path = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person decided. `columns`: catalogue code -> address; `absent`: code -> why the body has no such duty."""

    columns: Mapping[str, str] = field(default_factory=dict)
    absent: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.columns or self.absent)


def save_answers(path: Path, answers: Answers) -> Site:
    """Write the answers into the site file at `path` and return the site it now describes.

    The file is replaced in one step, or left as it was: SiteFileError when it cannot be edited, OSError for the disk.
    """
    load_site(path)  # every fault with its line, before anything is written
    target = path.resolve()
    raw = target.read_bytes()
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    text = with_answers(raw.removeprefix(mark).decode("utf-8"), answers, where=str(path))
    return _replace(target, mark + text.encode("utf-8"))


def new_site_file(path: Path, site: Site, answers: Answers) -> Site:
    """Write a new site file for `site` with the answers; SiteFileError when `path` is taken."""
    if path.exists():
        raise SiteFileError("this file exists already", where=str(path), remedy=f"gongkai sites check {path}")
    text = with_answers(site_text(site), answers, where=str(path))
    return _replace(path.resolve(), text.encode("utf-8"))


def site_text(site: Site) -> str:
    """The site as the text of a site file: code, name, home and whatever is not the default."""
    given = asdict(site)
    kept = {f.name: given[f.name] for f in fields(site) if f.default is MISSING or _differs(site, f.name)}
    usual = (given["home"].split("/")[2].lower(),)
    kept = {k: v for k, v in kept.items() if v not in ({}, ()) and not (k == "hosts" and v == usual)}
    return yaml.safe_dump(_plain(kept), allow_unicode=True, sort_keys=False, width=1000)


def with_answers(text: str, answers: Answers, *, where: str = "") -> str:
    """The text of a site file with the answers in it; SiteFileError where it is written in a way we cannot edit."""
    wanted, edited = copy.deepcopy(yaml.safe_load(text)), text
    for code, url in sorted(answers.columns.items()):
        edited = _put(edited, ("columns", code), _scalar(url))
        wanted["columns"] = (wanted.get("columns") or {}) | {code: url}
        if code in (wanted.get("catalogue") or {}):
            edited = _put(edited, ("catalogue", code), "{applies: true}")
            wanted["catalogue"][code] = {"applies": True}
    for code, reason in sorted(answers.absent.items()):
        edited = _put(edited, ("catalogue", code), f"{{applies: false, reason: {_scalar(reason)}}}")
        wanted["catalogue"] = (wanted.get("catalogue") or {}) | {code: {"applies": False, "reason": reason}}
    if _loaded(edited) != wanted:
        lines = [f"columns: {{{c}: {u}}}" for c, u in answers.columns.items()]
        lines += [f"catalogue: {{{c}: {{applies: false, reason: {r}}}}}" for c, r in answers.absent.items()]
        raise SiteFileError("cannot be edited by program", where=where, remedy=" · ".join(lines))
    return edited


def _loaded(text: str) -> Any:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError:
        return None


def _put(text: str, path: _Path, value: str) -> str:
    """The text with `value` at `path`, in the style the file already has there."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    section, key = path
    pair = _pair(root, section)
    if pair is None:
        return _added(text, root, section, f"{{{key}: {value}}}")
    holder = pair[1]
    if not isinstance(holder, yaml.MappingNode):  # `columns:` with nothing after it
        return _spliced(text, pair, f"{{{key}: {value}}}")
    inner = _pair(holder, key)
    return _added(text, holder, key, value) if inner is None else _spliced(text, inner, value)


def _pair(mapping: Any, key: str) -> tuple[Any, Any] | None:
    return next(((k, v) for k, v in mapping.value if k.value == key), None)


def _spliced(text: str, pair: tuple[Any, Any], value: str) -> str:
    """Replace the value of a pair; what stands behind it on its line stays."""
    colon = text.index(":", pair[0].end_mark.index) + 1
    is_block = isinstance(pair[1], yaml.MappingNode) and not pair[1].flow_style
    start = colon if is_block else pair[1].start_mark.index
    blank = "" if text[start - 1].isspace() else " "
    return text[:start] + blank + value + text[max(_end(pair[1]), start) :]


def _added(text: str, mapping: Any, key: str, value: str) -> str:
    """A new last pair of a mapping."""
    if mapping.flow_style:
        if not mapping.value:
            at = mapping.start_mark.index + 1
            return f"{text[:at]}{key}: {value}{text[at:]}"
        at = _end(mapping.value[-1][1])
        return f"{text[:at]}, {key}: {value}{text[at:]}"
    newline = "\r\n" if "\r\n" in text else "\n"
    at = text.find("\n", _end(mapping.value[-1][1]))
    indent = " " * mapping.value[0][0].start_mark.column
    if at < 0:
        return f"{text.rstrip()}{newline}{indent}{key}: {value}{newline}"
    return f"{text[: at + 1]}{indent}{key}: {value}{newline}{text[at + 1 :]}"


def _end(node: Any) -> int:
    """Where the text of a node ends; a block's own end mark lies behind the comments that follow it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _scalar(text: str) -> str:
    """The text as one YAML scalar that may stand inside braces."""
    if _PLAIN.fullmatch(text) or (text.isalnum() and yaml.safe_load(text) == text):
        return text
    return str(yaml.safe_dump(text, allow_unicode=True, default_style='"', width=100_000)).strip()


def _differs(site: Site, name: str) -> bool:
    made = Site(code=site.code, name=site.name, home=site.home, hosts=site.hosts)
    return bool(getattr(site, name) != getattr(made, name))


def _plain(value: Any) -> Any:
    """Tuples as lists, so that YAML writes them plainly."""
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items() if v is not None}
    return [_plain(v) for v in value] if isinstance(value, list | tuple) else value


def _replace(target: Path, content: bytes) -> Site:
    """Write beside the target, prove it through the door, then put it in the target's place."""
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".yml", delete=False) as file:
        made = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            site = load_site(made)
        except BaseException:
            made.unlink()
            raise
    made.chmod(0o644)
    if target.exists():
        shutil.copymode(target, made)
    made.replace(target)
    return site
