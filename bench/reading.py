"""How well and how fast the reader reads labelled real pages: `python bench/reading.py [--pages DIR] [--quick]`.

DIR holds `manifest.jsonl` (one line a page: file, page_type, cms_guess and what a person reads there) and the pages.
Prints precision and recall per field and per platform with n beside every figure, lists item by item, and the cost;
the last line is one JSON object. Lines that a person found to be wrong are named in `reading_disputed.yml`.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from lxml import etree

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from crawler.extract.reader import Reader  # noqa: E402
from crawler.extract.words import compact  # noqa: E402
from records.types import PageReading  # noqa: E402

PAGES = ROOT.parent / "shared" / "pages"
ARTICLES = frozenset(["article", "annual_report"])
KINDS = {"site_home", "list", "other", "disclosure_home", "redirect_stub"} | ARTICLES
FIELDS = {
    "title": "title",
    "index_number": "index_number",
    "publish_date": "published_on",
    "written_date": "formed_on",
    "doc_number": "document_number",
    "publisher": "publisher",
    "source": "content_source",
    "column_name": "column",
}
FEW = 50
PAGE_BYTES = 40_960
_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)


@dataclass
class Tally:
    """Values of one field: `right` of `said` read, of `shown` on the pages."""

    right: int = 0
    said: int = 0
    shown: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the values read that are right; 1 when none was read."""
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        """Share of the values shown that were read right; 1 when none is shown."""
        return self.right / self.shown if self.shown else 1.0


def main() -> int:
    """Read every page, print the tables, and end with one JSON object."""
    args = _arguments()
    if not (args.pages / "manifest.jsonl").is_file():
        print(f"no manifest.jsonl in {args.pages}: give --pages DIR", file=sys.stderr)
        return 2
    rows = [json.loads(line) for line in (args.pages / "manifest.jsonl").read_text("utf-8").splitlines()]
    rows = [r for r in rows if r["page_type"] in KINDS and (args.pages / r["file"]).is_file()]
    disputed = _disputed(args.disputed, rows)
    Reader().read(b"<p>", "http://page.invalid/")  # loads the word lists, once a process
    start = time.process_time()
    seen = [(row, _read(args.pages, row)) for row in rows]
    cold = time.process_time() - start
    fields, platforms = _fields(seen, disputed)
    lists = _lists(seen)
    cost = _cost(args.pages, rows, 1 if args.quick else 3, cold)
    _print_fields(fields, platforms)
    _print_lists(lists)
    _print_disputed(disputed)
    _print_cost(cost, len(rows))
    print(json.dumps(_summary(fields, lists, cost, disputed), ensure_ascii=False))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=Path, default=PAGES, help="folder with manifest.jsonl and the pages")
    parser.add_argument("--disputed", type=Path, default=Path(__file__).with_name("reading_disputed.yml"))
    parser.add_argument("--quick", action="store_true", help="time each page once")
    return parser.parse_args()


def _disputed(path: Path, rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    known = {r["file"] for r in rows}
    found = yaml.safe_load(path.read_text("utf-8")) if path.is_file() else None
    return [d for d in found or [] if d["file"] in known]


def _address(row: dict[str, Any]) -> str:
    url = row.get("url") or ""
    if "://" in url:
        return str(url)
    host = (row.get("site") or "page.invalid").split("//")[-1].strip("/")
    if url.startswith("/"):
        return f"http://{host}{url}"
    return f"http://{url or host + '/page.html'}"


def _read(pages: Path, row: dict[str, Any]) -> PageReading:
    body = (pages / row["file"]).read_bytes()
    return Reader().read(body, _address(row), is_home=row["page_type"] == "site_home")


def said(name: str, reading: PageReading) -> str | None:
    """The reader's value for a field of the manifest, without blanks."""
    value = getattr(reading if name in {"title", "column_name"} else reading.header, FIELDS[name])
    return compact(str(value)) if value else None


def wanted(name: str, row: dict[str, Any]) -> str | None:
    """The manifest's value without blanks; dates to the day."""
    value = row.get(name)
    if not value:
        return None
    return str(value)[:10] if name.endswith("_date") else compact(str(value))


def _fields(
    seen: Iterable[tuple[dict[str, Any], PageReading]], disputed: list[dict[str, str]]
) -> tuple[dict[str, Tally], dict[str, dict[str, Tally]]]:
    out = {(d["file"], d["field"]) for d in disputed}
    fields: dict[str, Tally] = {name: Tally() for name in FIELDS}
    platforms: dict[str, dict[str, Tally]] = defaultdict(lambda: {name: Tally() for name in FIELDS})
    for row, reading in seen:
        for name in FIELDS:
            judged = row["page_type"] in ARTICLES or name in {"title", "column_name"}
            if not judged or (row["file"], name) in out or row["page_type"] == "redirect_stub":
                continue
            for tally in (fields[name], platforms[platform_of(row)][name]):
                _count(tally, row["file"], wanted(name, row), said(name, reading))
    return fields, platforms


def _count(tally: Tally, file: str, want: str | None, got: str | None) -> None:
    tally.shown += want is not None
    tally.said += got is not None
    tally.right += want is not None and want == got
    if want != got:
        tally.faults.append(f"{file}: want {want!r}, got {got!r}")


def platform_of(row: dict[str, Any]) -> str:
    """The manifest's guess, cut to the product's name."""
    guess = str(row.get("cms_guess") or "unknown")
    names = ("UCAP", "TRS", "Hanweb", "NFCMS", "SiteServer", "Epoint", "webplus", "Anhui", "Angular")
    return next((n for n in names if n.lower() in guess.lower()), "other")


def _lists(seen: Iterable[tuple[dict[str, Any], PageReading]]) -> list[dict[str, Any]]:
    found = []
    for row, reading in seen:
        if "dated_items" not in row:
            continue
        dated = [i for i in reading.items if i.published_on]
        ends = [[compact(i.title), str(i.published_on)] for i in (dated[:1] + dated[-1:] if dated else [])]
        want = [[compact(t), d[:10]] for t, d in filter(None, (row.get("first_item"), row.get("last_item")))]
        found.append({
            "file": row["file"], "want": row["dated_items"], "got": len(dated),
            "first": not want or ends[:1] == want[:1], "last": not want or ends[-1:] == want[-1:], "ends": ends,
        })  # fmt: skip
    return found


def _cost(pages: Path, rows: list[dict[str, Any]], rounds: int, cold: float) -> dict[str, float]:
    """CPU milliseconds; warm: the best of `rounds` after a first reading; `cold`: seconds of each page's very first one."""
    reader, warm, parsed = Reader(), [], []
    total_bytes = 0
    for row in rows:
        body, url = (pages / row["file"]).read_bytes(), _address(row)
        reader.read(body, url)
        warm.append(min(_timed(reader.read, body, url) for _ in range(rounds)))
        parsed.append(min(_timed(_parse, body) for _ in range(rounds)))
        total_bytes += len(body)
    for_40kb = 1000 * PAGE_BYTES / total_bytes
    return {
        "ms_per_40kb": round(sum(warm) * for_40kb, 2),
        "ms_per_40kb_cold": round(cold * for_40kb, 2),
        "ms_per_40kb_parsed": round(sum(parsed) * for_40kb, 2),
        "times_parsing": round(sum(warm) / sum(parsed), 2),
        "ms_median_page": round(sorted(warm)[len(warm) // 2] * 1000, 2),
    }


def _timed(act: Callable[..., object], *given: object) -> float:
    start = time.process_time()
    act(*given)
    return time.process_time() - start


def _parse(body: bytes) -> object:
    """What lxml alone does with the page: the measure of the machine."""
    return etree.fromstring(body, _PARSER)


def _print_cost(cost: dict[str, float], pages: int) -> None:
    print(
        f"\ncost: {cost['ms_per_40kb']} ms CPU for 40 KB warm, {cost['ms_per_40kb_cold']} cold, "
        f"{cost['ms_per_40kb_parsed']} for parsing alone ({cost['times_parsing']} times), "
        f"{cost['ms_median_page']} ms median page (n={pages})\n"
        f"  CPU time of all pages by all their bytes, times {PAGE_BYTES:,}. Warm: the best of several readings by a reader that\n"
        "  has read the page before. Cold: the first reading of each page in this process, by a new reader, from the file."
    )


def _print_fields(fields: dict[str, Tally], platforms: dict[str, dict[str, Tally]]) -> None:
    print(f"{'field':<14}{'precision':>10}{'recall':>8}{'read':>6}{'shown':>6}")
    for name, t in fields.items():
        print(f"{FIELDS[name]:<16}{t.precision:>8.3f}{t.recall:>8.3f}{t.said:>6}{t.shown:>6}")
    for name, t in fields.items():
        for fault in t.faults:
            print(f"  {name}: {fault}")
    print("\nper platform: right/read/shown of each field")
    for platform, tallies in sorted(platforms.items()):
        cells = (f"{FIELDS[n]} {t.right}/{t.said}/{t.shown}" for n, t in tallies.items() if t.said or t.shown)
        print(f"  {platform:<11}" + "  ".join(cells))


def _print_lists(lists: list[dict[str, Any]]) -> None:
    print("\nlists: dated items read / wanted, first and last item")
    for x in lists:
        exact = x["want"] == x["got"] and x["first"] and x["last"]
        print(
            f"  {'ok ' if exact else 'BAD'} {x['file']:<38}{x['got']:>4}/{x['want']:<4}"
            + ("" if exact else str(x["ends"]))
        )


def _print_disputed(disputed: list[dict[str, str]]) -> None:
    print(f"\nlines of the manifest held to be wrong, left out of the figures: {len(disputed)}")
    for d in disputed:
        print(f"  {d['file']} {d['field']}: {d['why']}")


def _summary(
    fields: dict[str, Tally],
    lists: list[dict[str, Any]],
    cost: dict[str, float],
    disputed: list[dict[str, str]],
) -> dict[str, Any]:
    exact = Counter(x["want"] == x["got"] and x["first"] and x["last"] for x in lists)
    few = [n for n, t in fields.items() if t.shown < FEW and t.faults]
    return {
        "bench": "reading",
        "fields": {
            FIELDS[n]: {
                "precision": round(t.precision, 4),
                "recall": round(t.recall, 4),
                "read": t.said,
                "shown": t.shown,
                "errors": len(t.faults),
            }
            for n, t in fields.items()
        },  # fmt: skip
        "lists_exact": exact[True],
        "lists": len(lists),
        "small_fields_with_errors": [FIELDS[n] for n in few],
        "disputed": len(disputed),
        **cost,
    }


if __name__ == "__main__":
    sys.exit(main())
