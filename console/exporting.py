"""Files written about a run, remembered in its database, what failed told at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from console.texts import say
from records.errors import InputError
from records.store import Store
from records.store_exports import Exported
from reports.writing import Export, Written, write_exports


def exported(store: Store, export: Export, out: Path, formats: Iterable[str]) -> list[Path]:
    """The files of these formats in the folder `out`; InputError with every fault once the rest is written."""
    return remembered(store, export, lambda: write_exports(export, out, formats))


def remembered(store: Store, export: Export, write: Callable[[], Written]) -> list[Path]:
    """What `write` wrote, entered in the database; InputError with every fault once that is done."""
    written = write()
    run = export.material.run.id
    rows = (Exported(run, e.name, e.format, e.sha256, e.bytes, dict(e.said)) for e in written.entries)
    store.save_exports(run, rows)
    faults = [f"{kind}: {error}" for kind, error in written.failed]
    if export.templates:
        faults += [fault.told(export.templates.say) for fault in export.templates.faults]
    if faults:
        done = ", ".join(str(f) for f in written.files) or "\u2014"
        message = say("export.faults") + "".join(f"\n  {fault}" for fault in faults)
        raise InputError(message, remedy=say("export.faults.remedy", files=done))
    return list(written.files)
