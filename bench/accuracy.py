"""How right the checker is: generated sites with known faults, audited through the command line.

    .venv/bin/python bench/accuracy.py --seed 1 --sites 12
    .venv/bin/python bench/accuracy.py --seed 1 --sites 6 --quick --keep kept
    .venv/bin/python bench/accuracy.py --seed 1 --sites 12 --explain site-003-faulty --keep kept

Every site is made twice: clean (with near-misses) and faulty. Needs nothing but the installed package.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from labelled.auditing import Audit, audit
from labelled.comparing import Comparison, compare
from labelled.making import CLEAN, FAULTY, Labelled, make, make_alone
from labelled.planting import REGISTRY, Plan, lonely, spread
from labelled.printing import causes, each, figures, table
from labelled.rendering import hosts

MORE = 18


def main() -> int:
    """Generate, audit, compare, print; 1 when a site could not be audited."""
    options = _options()
    rules = set(options.rules.split(",")) if options.rules else None
    sites = list(_sites(options, rules))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(options.keep or temporary)
        started = time.monotonic()
        audits = _audited(sites, folder, options)
        _print(audits, rules, options, time.monotonic() - started)
    return int(any(a.trouble for a in audits))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sites", type=int, default=12, help="each in two variants")
    parser.add_argument("--quick", action="store_true", help="two sites, none that needs its own")
    parser.add_argument("--keep", metavar="DIR", help="keep pages, databases and findings here")
    parser.add_argument("--rules", help="only these rules, separated by commas")
    parser.add_argument(
        "--explain",
        metavar="SITE",
        help="every difference of one site (or several, separated by commas), with its page",
    )
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    options.sites = min(options.sites, 2) if options.quick else options.sites
    return options


def _sites(options: argparse.Namespace, rules: set[str] | None) -> Iterator[Labelled]:
    """The planned sites; then a few more for what did not fit anywhere; then the plants that need their own."""
    plan = spread(options.sites, random.Random(options.seed), rules)
    late: set[str] = set()
    for number in range(options.sites + (0 if options.quick else MORE)):
        if number >= options.sites and not late:
            break
        _put_first(plan, number, late)
        planned = {p.name for p in (*plan.faults[number], *plan.nears[number])}
        clean, faulty = (make(options.seed, number, variant, plan) for variant in (CLEAN, FAULTY))
        left = (planned | late) - {p.name for p in faulty.plants}
        useful = number < options.sites or left != late
        late = left
        if useful:
            yield from (clean, faulty)
    if not options.quick:
        for number, plant in enumerate(lonely(rules)):
            yield make_alone(options.seed, number, plant)
    if late:
        print(f"not planted: {', '.join(sorted(late))}", file=sys.stderr)


def _put_first(plan: Plan, number: int, late: set[str]) -> None:
    """Plants that did not fit the sites before come first on this one."""
    for rows, breach in ((plan.faults, True), (plan.nears, False)):
        if number == len(rows):
            rows.append([])
        first = [p for p in REGISTRY if p.breach == breach and p.name in late]
        rows[number] = [*first, *(p for p in rows[number] if p not in first)]


def _audited(sites: list[Labelled], folder: Path, options: argparse.Namespace) -> list[Audit]:
    wanted = [s for s in sites if not options.explain or s.site.code in options.explain.split(",")]
    if options.keep:
        for made in wanted:
            _write_pages(made, folder / made.site.code / "pages")
    with ThreadPoolExecutor(options.jobs) as pool:
        found = []
        for done in pool.map(lambda s: audit(s, folder / s.site.code), wanted):
            mark = "!" if done.trouble else " "
            print(
                f"{mark} {done.labelled.site.code} {done.seconds:5.1f} s, exit {done.code}", file=sys.stderr
            )
            found.append(done)
    return found


def _write_pages(made: Labelled, folder: Path) -> None:
    bases = {"main": "http://127.0.0.1:8000", "other": "http://127.0.0.2:8000"}
    for name, host in hosts(made.site, bases).items():
        for path, answer in host.answers.items():
            file = (
                folder / name / (path.strip("/") + "/index.html" if path.endswith("/") else path.strip("/"))
            )
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(answer.body)


def _print(audits: list[Audit], rules: set[str] | None, options: argparse.Namespace, seconds: float) -> None:
    found = Comparison()
    judged = {line["rule"] for done in audits for line in done.lines}
    unjudged = {p.rule for p in REGISTRY} - judged
    rules = judged if rules is None else rules & judged
    for done in audits:
        if done.trouble:
            print(f"{done.labelled.site.code} could not be audited: {done.trouble}")
        else:
            compare(done, found, rules)
    print("\n".join(each(found.differences) if options.explain else causes(found.differences)))
    print("\n".join(table(found)))
    print(f"rules this version does not judge: {', '.join(sorted(unjudged)) or '-'}")
    print(figures(found, seconds, len(audits), sum(bool(a.trouble) for a in audits)))


if __name__ == "__main__":
    raise SystemExit(main())
