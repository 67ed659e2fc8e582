"""Many sites watched over years: registered sites, their schedules, and the audits that are to be done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from records.addresses import host_of
from records.types import Site

ATTEMPTS = 3  # an audit that ended badly this often is given up
_SHARED_SUFFIXES = frozenset({"gov.cn", "org.cn", "com.cn", "edu.cn", "net.cn", "ac.cn"})


class AuditState(StrEnum):
    """Where an audit stands; the last three are for good."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = frozenset({AuditState.FINISHED, AuditState.FAILED, AuditState.CANCELLED})


@dataclass(frozen=True, slots=True)
class RegisteredSite:
    """A site that is watched; `text` is its site file.

    `platform`: sites of one platform are never audited at the same time. `paused`: schedules leave it out.
    """

    site: Site
    text: str = ""
    tags: tuple[str, ...] = ()
    platform: str = ""
    paused: bool = False

    @property
    def code(self) -> str:
        """The site's code."""
        return self.site.code


@dataclass(frozen=True, slots=True)
class Schedule:
    """When sites are audited. `cron` has five fields in China's time; `considered_at` is up to when it has been looked at.

    `scope`: `all`, `group:NAME` or `site:CODE`. Audits are spread over `jitter` minutes; `window` HH:MM-HH:MM holds them back
    to those hours; on the days of `skipped` (YYYY-MM-DD, or two of them with `..` between) nothing begins. Times are epoch seconds.
    """

    name: str
    scope: str
    cron: str
    considered_at: float
    jitter: int = 0
    window: str = ""
    skipped: tuple[str, ...] = ()
    until: str = ""
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an audit is: its phase, pages planned and seen, pages a second."""

    phase: str = ""
    planned: int = 0
    seen: int = 0
    rate: float = 0.0


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit that is asked for. `key` names site and due time, so that the same one is never asked for twice.

    `holder` is the claim of the worker that runs it: whoever holds another one may neither go on nor report.
    Smaller `priority` goes first. Times are epoch seconds, None where it has not come to that.
    """

    number: int
    key: str
    site: str
    platform: str
    due_at: float
    priority: int
    state: AuditState
    attempts: int = 0
    holder: str = ""
    beat_at: float | None = None
    started_at: float | None = None
    ended_at: float | None = None
    run: str = ""
    error: str = ""
    progress: Progress = Progress()
    stopping: bool = False


def platform_of(site: Site) -> str:
    """What is taken for the platform of a site where nobody said: the city's domain, as one platform carries its bodies."""
    host = host_of(site.home)
    name, _, port = host.partition(":")
    labels = name.split(".")
    if port or name.replace(".", "").isdigit() or len(labels) < 3:
        return host
    shared = ".".join(labels[-2:]) in _SHARED_SUFFIXES
    return ".".join(labels[-3:] if shared else labels[-2:])
