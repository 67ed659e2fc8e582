"""How right the checker is: generated sites with known faults, audited through the command line.

    .venv/bin/python bench/accuracy.py --seed 1 --sites 12
    .venv/bin/python bench/accuracy.py --seed 1,2,3 --sites 10            (one table a seed, then all together)
    .venv/bin/python bench/accuracy.py --seed 1 --sites 6 --quick --keep kept
    .venv/bin/python bench/accuracy.py --seed 1 --sites 12 --explain s1-003-faulty --keep kept

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
from labelled.making import Labelled, make, make_alone
from labelled.planting import Planner, lonely
from labelled.printing import HEAD, causes, each, figures, forms, gaps, lines, row, summed, table, unjudged
from labelled.rendering import hosts
from labelled.wording import words


def main() -> int:
    """Generate, audit, compare, print; 1 when a site could not be audited."""
    options = _options()
    rules = set(options.rules.split(",")) if options.rules else None
    sites = [(seed, made) for seed in options.seeds for made in _sites(seed, options, rules)]
    if options.explain:
        sites = [(s, m) for s, m in sites if m.site.code in options.explain.split(",")]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(options.keep or temporary)
        started = time.monotonic()
        audits = _audited(sites, folder, options)
        _print(audits, rules, options, time.monotonic() - started)
    return int(any(a.trouble for _, a in audits))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", default="1", help="one seed, or several separated by commas")
    parser.add_argument("--sites", type=int, default=12, help="of each seed, each in two variants")
    parser.add_argument("--quick", action="store_true", help="two sites, none that needs its own")
    parser.add_argument("--keep", metavar="DIR", help="keep pages, databases and findings here")
    parser.add_argument("--rules", help="only these rules, separated by commas")
    parser.add_argument("--forms", action="store_true", help="also one line for every kind of plant")
    parser.add_argument(
        "--explain",
        metavar="SITE",
        help="every difference of one site (or several, separated by commas), with its page",
    )
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    options.seeds = [int(s) for s in options.seed.split(",")]
    options.sites = min(options.sites, 2) if options.quick else options.sites
    return options


def _sites(seed: int, options: argparse.Namespace, rules: set[str] | None) -> Iterator[Labelled]:
    """The sites of one seed in both variants, then the plants that need a site of their own."""
    planner = Planner(random.Random(seed), rules)
    for number in range(options.sites):
        yield from make(seed, number, planner)
    if not options.quick:
        for number, plant in enumerate(lonely(rules)):
            yield make_alone(seed, number, plant)


def _audited(
    sites: list[tuple[int, Labelled]], folder: Path, options: argparse.Namespace
) -> list[tuple[int, Audit]]:
    if options.keep:
        for _, made in sites:
            _write_pages(made, folder / made.site.code / "pages")
    with ThreadPoolExecutor(options.jobs) as pool:
        found = []
        audits = pool.map(lambda s: audit(s[1], folder / s[1].site.code), sites)
        for (seed, _), done in zip(sites, audits, strict=True):
            mark = "!" if done.trouble else " "
            print(
                f"{mark} {done.labelled.site.code} {done.seconds:5.1f} s, exit {done.code}", file=sys.stderr
            )
            found.append((seed, done))
    return found


def _write_pages(made: Labelled, folder: Path) -> None:
    bases = {"main": "http://127.0.0.1:8000", "other": "http://127.0.0.2:8000"}
    for name, host in hosts(made.site, bases).items():
        for path, answer in host.answers.items():
            inside = path.strip("/") + ("/index.html" if path.endswith("/") else "")
            file = folder / name / inside.lstrip("/")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(answer.body)


def _print(
    audits: list[tuple[int, Audit]], rules: set[str] | None, options: argparse.Namespace, seconds: float
) -> None:
    judged = {line["rule"] for _, done in audits for line in done.lines}
    rules = judged if rules is None else rules & judged
    found = _compared([a for _, a in audits], rules)
    for _, done in audits:
        if done.trouble:
            print(f"{done.labelled.site.code} could not be audited: {done.trouble}")
    kept = Path(options.keep) if options.keep else None
    if kept:
        (kept / "differences.jsonl").write_text("\n".join(lines(found.differences)), encoding="utf-8")
    print("\n".join(each(found.differences, kept) if options.explain else causes(found.differences)))
    if options.forms:
        print("\n".join(forms(found)))
    if len(options.seeds) > 1:
        _print_seeds(audits, rules, options.seeds)
    print("\n".join(table(found)))
    print("\n".join(gaps(found, rules)))
    silent = set(words("contract")["rules"]) - judged
    print(f"rules this version does not judge: {', '.join(sorted(silent)) or '-'}")
    print(figures(found, seconds, len(audits), sum(bool(a.trouble) for _, a in audits)))


def _compared(audits: list[Audit], rules: set[str]) -> Comparison:
    found = Comparison()
    for done in audits:
        if not done.trouble:
            compare(done, found, rules)
    return found


def _print_seeds(audits: list[tuple[int, Audit]], rules: set[str], seeds: list[int]) -> None:
    """One line a seed, all rules together."""
    print(HEAD.replace(f"{'rule':34}", f"{'seed (false on clean sites)':34}"))
    for seed in seeds:
        found = _compared([a for s, a in audits if s == seed], rules)
        total = summed(t for r, t in found.tallies.items() if not unjudged(r))
        print(row(f"{seed} ({found.false_on_clean})", total))


if __name__ == "__main__":
    raise SystemExit(main())
