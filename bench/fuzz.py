"""The readers under hypothesis: does any input crash one, hold it over two seconds of CPU a megabyte, or make it take all memory?

Pages are mixtures of markup, words and bytes; documents are valid ones with bytes changed, cut or doubled. One example in twenty-five is a
megabyte. `--examples` for each reader (5,000, for a night); `--quick` takes 100. What fails is kept in the folder `--keep`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from types import FrameType
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from bench import fuzz_inputs as inputs
from bench.measuring import machine
from checks.index_numbers import family_pattern, tail_of
from checks.numbers_of_documents import numbers_in
from crawler.documents.limits import Limits
from crawler.documents.reader import read_document
from crawler.extract import content, dates
from crawler.extract.attachments import attachments
from crawler.extract.blocks import walk
from crawler.extract.crumbs import read_crumbs
from crawler.extract.decoding import decode
from crawler.extract.document import Document
from crawler.extract.header import read_header
from crawler.extract.lists import read_items
from crawler.extract.menus import read_tree
from crawler.extract.reader import Reader
from crawler.extract.values import index_number
from crawler.robots import Robots
from records.addresses import page_key

SECONDS = 2.0  # CPU for a megabyte and less
MEMORY = 3 * 1024**3
LARGE_SHARE = 25  # every so many-th example is a megabyte
URL = "http://a.gov.cn/x/t20200102_1.html"
Read = Callable[[Any], object]


@dataclass
class Tally:
    """What came of feeding one reader."""

    reader: str
    examples: int = 0
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)
    peak_mb: int = 0


def main(argv: Sequence[str] | None = None) -> None:
    """Feed every reader and print what was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--examples", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quick", action="store_true", help="100 examples a reader")
    parser.add_argument("--only", default="", help="readers whose name holds this")
    parser.add_argument("--keep", type=Path, help="folder for inputs that fail")
    asked = parser.parse_args(argv)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGVTALRM, _too_long)
    count, begun = (100 if asked.quick else asked.examples), time.monotonic()
    print(f"{machine()}\n")
    chosen = [name for name in TARGETS if asked.only in name]
    with get_context("fork").Pool(1, maxtasksperchild=1) as pool:  # each reader's memory is its own
        tallies = [pool.apply(_fuzzed, (name, (count, asked.seed, asked.keep))) for name in chosen]
    told = {"bench": "fuzz", "examples": count, "seconds": round(time.monotonic() - begun)}
    print(json.dumps(told | {"readers": [vars(t) for t in tallies]}, ensure_ascii=False))


def _read_page(body: bytes) -> None:
    reading = Reader().read(body, URL)
    assert all(item.title for item in reading.items)
    assert all(node.name for node in reading.tree)


def _read_home(body: bytes) -> None:
    Reader().read(body, URL, is_home=True, styles=(".a{display:none}",))


def _document(body: bytes) -> Document:
    return Document(decode(body).text, URL, {})


def _read_header(body: bytes) -> None:
    found = walk(_document(body).elements).blocks
    read_header(found, found)


def _read_list(body: bytes) -> None:
    document = _document(body)
    read_items(walk(document.elements), document, None)


def _read_tree(body: bytes) -> None:
    document = _document(body)
    read_tree(document)
    read_crumbs(document, walk(document.elements).blocks)


def _read_attachments(body: bytes) -> None:
    document = _document(body)
    around = content.Surroundings(walk(document.elements).blocks, document)
    attachments(content.content_area(document.names), document, around)


def _read_dates(text: str) -> None:
    ways: tuple[Callable[[str], object], ...] = (
        dates.find_date, dates.whole_date, dates.trailing_date, dates.split_date, dates.address_date, dates.printed, dates.at_end,
    )  # fmt: skip
    for way in ways:
        way(text)


def _read_numbers(text: str) -> None:
    index_number(text)
    tail_of(text)
    family_pattern("uscc/YYYY-n").match(text)
    list(numbers_in(text))


def _read_document(body: bytes) -> None:
    read_document(body, "附件.doc", Limits(seconds=SECONDS))


def _read_robots(body: bytes) -> None:
    robots = Robots()
    robots.learn("a.gov.cn", body[:500_000])
    robots.allows(URL)
    robots.delay()


def _read_address(text: str) -> None:
    try:
        page_key("http://a.gov.cn/" + text)
    except ValueError:  # an address that cannot be one is refused by exactly this
        return


TARGETS: dict[str, tuple[st.SearchStrategy[Any], st.SearchStrategy[Any], Read]] = {
    "decoder": (inputs.pages, inputs.large_pages, decode),
    "header": (inputs.pages, inputs.large_pages, _read_header),
    "list": (inputs.pages, inputs.large_pages, _read_list),
    "tree": (inputs.pages, inputs.large_pages, _read_tree),
    "attachments": (inputs.pages, inputs.large_pages, _read_attachments),
    "dates": (inputs.texts, inputs.large_texts, _read_dates),
    "index numbers": (inputs.texts, inputs.large_texts, _read_numbers),
    "addresses": (inputs.texts, inputs.large_texts, _read_address),
    "robots.txt": (inputs.pages, inputs.large_pages, _read_robots),
    "documents": (inputs.documents, inputs.large_documents, _read_document),
    "page": (inputs.pages, inputs.large_pages, _read_page),
    "home page": (inputs.pages, inputs.large_pages, _read_home),
}


def _fuzzed(name: str, how: tuple[int, int, Path | None]) -> Tally:
    (small, large, read), (count, number, keep) = TARGETS[name], how
    tally = Tally(name)
    large_count = -(-count // LARGE_SHARE)
    for strategy, times in ((small, count - large_count), (large, large_count)):
        _feed(tally, strategy, read, (times, number, keep))
    tally.peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    what = "; ".join(tally.faults[:3]) or "no crash, no hang"
    print(
        f"{name:14}{tally.examples:7} examples, slowest {tally.slowest:.2f} s, peak {tally.peak_mb} MB: {what}",
        flush=True,
    )
    return tally


def _feed(
    tally: Tally, strategy: st.SearchStrategy[Any], read: Read, how: tuple[int, int, Path | None]
) -> None:
    times, number, keep = how

    @seed(number)
    @settings(
        max_examples=times,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def one(value: Any) -> None:
        fault, used = _fault(read, value)
        tally.examples += 1
        tally.slowest = max(tally.slowest, used)
        if fault:
            tally.faults.append(fault)
            _keep(tally.reader, value, keep)

    one()


def _fault(read: Read, value: Any) -> tuple[str, float]:
    """What went wrong, "" for nothing, and the seconds of CPU it took."""
    begun = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, 2 * SECONDS)
    try:
        read(value)
        found = ""
    except Exception as error:  # whatever it is, it is the finding
        found = f"{type(error).__name__}: {error}"[:200]
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    used = time.process_time() - begun
    return found or (f"{used:.1f} s of CPU" if used > SECONDS else ""), used


def _keep(reader: str, value: Any, folder: Path | None) -> None:
    if folder is not None:
        data = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{reader.replace(' ', '-')}-{hashlib.sha256(data).hexdigest()[:12]}"
        (folder / name).write_bytes(data)


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"over {2 * SECONDS} s of CPU")


if __name__ == "__main__":
    main()
