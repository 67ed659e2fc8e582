"""probe: twenty spaced visits a day to a site's home page for seven days, and what they showed."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from console import options as o
from console.target import find_site
from console.texts import say
from records.errors import InputError
from records.probes import A_DAY, DAYS, ProbeOutcome, ProbeWatch
from records.store import Store

if TYPE_CHECKING:
    from records.types import Site

CHINA = dt.timezone(dt.timedelta(hours=8))
NAP_SECONDS = 30.0  # a clock that is set, or a machine that slept, is noticed this soon


def register(cli: click.Group) -> None:
    """Hang the verb on the command line."""
    start = click.option("--start", is_flag=True, help=say("probe.start"))
    stop = click.option("--stop", is_flag=True, help=say("probe.stop"))
    wait = click.option("--wait", is_flag=True, help=say("probe.wait"))
    o.verb(cli, "probe", o.site_argument, o.db_option, start, stop, wait, o.json_option)(_probe)


def _probe(site: str, db: Path, start: bool, stop: bool, wait: bool, as_json: bool) -> None:
    if start and stop:
        raise InputError(say("probe.both"), remedy="--start | --stop")
    with Store.open(db) as store:
        found = find_site(site, store)[0]
        watch = _begun(store, found) if start else next(iter(store.watches(found.code)), None)
        if stop and watch is not None and watch.is_on(_now()):
            store.stop_watch(watch, _now())
        while watch is not None and not stop:
            visit(store, found, watch, _now())
            if not wait or not _slept(store, found):
                break
        watch = next(iter(store.watches(found.code)), None)
    _show(found, watch, as_json)


def _begun(store: Store, site: Site) -> ProbeWatch:
    """A new watch; never a second beside one that is on, nor within a day of another's last visit."""
    from crawler.settings import insist_on_contact

    insist_on_contact(site.home)
    now, last = _now(), next(iter(store.watches(site.code)), None)
    if last is not None and last.is_on(now):
        raise InputError(
            say("probe.on", until=_at(last.ends_at)), remedy=say("probe.on.remedy", site=site.code)
        )
    visited = max((p.asked_at for p in last.probes), default=None) if last else None
    free = visited + dt.timedelta(days=1) if visited else now
    if free > now:
        raise InputError(say("probe.soon", free=_at(free)), remedy=say("probe.soon.remedy"))
    return store.start_watch(site.code, site.home, now)


def visit(store: Store, site: Site, watch: ProbeWatch, now: dt.datetime) -> bool:
    """Make the visit that is due, if one is and no other process makes it."""
    slot = watch.due(now)
    if slot is None or not store.take_slot(watch, slot, now):
        return False
    from crawler.probing import probe

    store.keep_probe(watch, probe(watch, slot, now, allow_private=site.allow_private))
    return True


def _slept(store: Store, site: Site) -> bool:
    """Sleep until the next visit is due; False when none will be."""
    while True:
        watch = next(iter(store.watches(site.code)), None)  # another process may have ended it
        coming = watch.next_at(_now()) if watch else None
        if coming is None:
            return False
        left = (coming - _now()).total_seconds()
        if left <= 0:
            return True
        time.sleep(min(left, NAP_SECONDS))


def _show(site: Site, watch: ProbeWatch | None, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(_object(site, watch), ensure_ascii=False))
        return
    if watch is None:
        click.echo(say("probe.off", site=site.code))
        return
    counts = {o.value: watch.count(o) for o in ProbeOutcome}
    made, coming = len(watch.probes), watch.next_at(_now())
    click.echo(say("probe.made", since=_at(watch.started_at), made=made, total=DAYS * A_DAY, **counts))
    click.echo(say("probe.next", at=_at(coming)) if coming else say("probe.over", until=_at(watch.ends_at)))


def _object(site: Site, watch: ProbeWatch | None) -> dict[str, Any]:
    if watch is None:
        return {"site": site.code, "on": False}
    coming = watch.next_at(_now())
    return {
        "site": site.code,
        "on": watch.is_on(_now()),
        "url": watch.url,
        "started_at": watch.started_at.isoformat(),
        "ends_at": watch.ends_at.isoformat(),
        "next_at": coming.isoformat() if coming else None,
        "made": len(watch.probes),
        **{outcome.value: watch.count(outcome) for outcome in ProbeOutcome},
    }


def _at(moment: dt.datetime) -> str:
    return moment.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")


def _now() -> dt.datetime:
    return dt.datetime.now(CHINA)
