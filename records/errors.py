"""Errors a user can act on: every one says where, what is wrong and what to do."""

from __future__ import annotations


class GongkaiError(Exception):
    """Base of all expected failures; the command line prints it without a traceback and exits with `exit_code`."""

    exit_code = 2

    def __init__(self, message: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f"\n  → {self.remedy}" if self.remedy else ""
        return f"{place}{self.message}{remedy}"


class InputError(GongkaiError):
    """Something the user gave us (file, option, address) cannot be used."""


class SiteFileError(InputError):
    """A site file is missing, unreadable or has wrong keys; the message lists every fault with its line."""


class RuleError(InputError):
    """A rule, law or catalogue file is wrong; the message lists every fault with file and line."""


class StoreError(GongkaiError):
    """The database cannot be used: locked, read-only, from a newer version, disk full, or not ours."""


class ArchiveError(GongkaiError):
    """A response body cannot be stored or read back."""


class CrawlError(GongkaiError):
    """The crawl could not start (host name unknown, own network down)."""


class EngineError(GongkaiError):
    """The decision engine lost or refused a record; judging stops rather than reporting a wrong result."""
