"""The text of articles, put together from sentences by topic; the same article always reads the same."""

from __future__ import annotations

from console.sample.addresses import clock, pick
from console.sample.data import Sample, SampleEntry


def paragraphs(sample: Sample, entry: SampleEntry) -> list[str]:
    """Opening, the middle sentences of the column's topic in order, sentences all topics share, its own, closing."""
    if entry.text_of is not None:
        return paragraphs(sample, sample.entries[entry.text_of])
    topic = sample.columns[entry.column].topic
    opening, middle = sample.sentences["opening"][topic], sample.sentences["middle"][topic]
    middle = middle[: len(middle) - (pick(entry.key, 2) if len(middle) > 3 else 0)]
    closing, common = sample.sentences["closing"], sample.sentences["common"]
    first = pick(entry.title, len(common) - 1)
    shared = [] if topic in sample.sentences["brief"] else common[first : first + 2]
    chosen = [
        opening[pick(entry.key, len(opening))],
        *middle,
        *shared,
        *entry.text,
        closing[pick(entry.title, len(closing))],
    ]
    return [_shortened(sample, entry.column, _filled(sample, entry, text)) for text in chosen]


def column_text(sample: Sample, column: str) -> list[str]:
    """The paragraphs of a column's own page."""
    own = [*sample.texts.get(column, ()), *sample.options.get("also", {}).get(column, ())]
    return [_shortened(sample, column, text) for text in own]


def printed_time(entry: SampleEntry) -> str:
    """Date and time as the page prints them; empty when it prints none."""
    return f"{entry.page_on} {clock(entry)}" if entry.page_on else ""


def _shortened(sample: Sample, column: str, text: str) -> str:
    """The text without the phrases that a variant takes out of a column."""
    for phrase in sample.options.get("without", {}).get(column, ()):
        text = text.replace(phrase, "")
    return text


def _filled(sample: Sample, entry: SampleEntry, text: str) -> str:
    values = {"«title»": entry.title, "«office»": sample.bureau["short"], "«month»": str(entry.day.month)}
    for mark, value in values.items():
        text = text.replace(mark, value)
    return text
