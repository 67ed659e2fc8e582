"""Facts about single pages: dead links, and tags missing or saying something else."""

from __future__ import annotations

from checks import evidence, words
from checks.facts import Facts
from checks.page_tags import NAME, Difference, Practice, differences, other_site
from checks.page_view import PageView, Templates
from checks.survey import Survey
from records.types import Evidence, LinkSeen
from records.vocabulary import REASON_OF_FETCH, FetchState, Reason

NAMES, QUOTE = 5, 60


def tell_links(facts: Facts, survey: Survey, view: PageView) -> None:
    """Links of the page itself; on the home page those of all menus too."""
    links = (*survey.dossier.menu_links, *view.links) if view.is_home else view.links
    dead = [x for x in links if x.is_dead]
    names = [f"{x.text[:QUOTE]} {x.url}" for x in dead[:NAMES]]
    seen = tuple(_shown(view, x) for x in dead[:NAMES])
    open_ones = tuple(_shown(view, x) for x in links[:NAMES])
    facts.add("dead_links", len(dead) or _unseen(links) or 0, seen or open_ones or None)
    facts.add("dead_link_names", words.joined("names", names), seen or None)
    facts.add("dead_link_first", dead[0].url if dead else "", seen or None)


def _shown(view: PageView, link: LinkSeen) -> Evidence:
    """A link on its page, and what came of asking for it."""
    quote = f"{link.text[:QUOTE]} {link.url}"
    return Evidence(
        view.fetch.url, view.fetch.fetched_at, view.fetch.status, view.fetch.sha256, quote, link.error
    )


def tell_tags(facts: Facts, alike: Templates, view: PageView) -> None:
    """Required tags."""
    missing = view.missing()
    shared = alike.lacked_by(view)
    own = [t for t in missing if t not in shared]
    facts.add("has_head", view.has_head)
    facts.add("tags_missing", len(own))
    facts.add("tags_missing_names", words.joined("names", own))
    facts.add("lacks_with_template", bool(shared))


def tell_truth(facts: Facts, survey: Survey, alike: Practice, view: PageView) -> None:
    """Tags against what the page shows."""
    found = differences(survey, alike, view)
    sure = [d for d in found if not isinstance(d.shown, Reason)]
    unsure = next((d.shown for d in found if isinstance(d.shown, Reason)), None)
    told = sure or found
    seen = tuple(evidence.page(view.fetch, view.fetch.url, _said(d), d.tag) for d in told) or None
    other = other_site(survey, alike, view) if sure else ""
    if other and seen:
        seen = (*seen, evidence.page(view.fetch, view.fetch.url, other, NAME))
    facts.add("tags_differing", Reason.OUTSIDE_KNOWLEDGE if other else len(sure) or unsure or 0, seen)
    facts.add("tags_site", other)
    facts.add("tags_differences", words.joined("names", [_said(d) for d in told]), seen)
    cause = [d.tag for d in sure if d.tag in alike.habitual]
    habit = words.joined("names", cause) if len(cause) == len(sure) else ""
    facts.add("tags_cause", other or habit, seen)


def tell_templates(facts: Facts, alike: Templates) -> None:
    """Required tags that a whole template lacks, each told once for the site."""
    lacking = {t for tags in alike.lacking.values() for t in tags}
    order = [t for level in ("site", "column", "article") for t in words.listed(f"required_tags.{level}")]
    names = [t for t in order if t in lacking]
    pages = [alike.examples[t] for t in names]
    seen = tuple(evidence.page(v.fetch, v.fetch.url, t) for t, v in zip(names, pages, strict=True)) or None
    facts.add("tags_missing_everywhere", words.joined("names", names), seen)


def _said(difference: Difference) -> str:
    shown = difference.maybe if isinstance(difference.shown, Reason) else difference.shown
    return words.filled(
        "tag_difference", tag=difference.tag, said=difference.said[:QUOTE], shown=shown[:QUOTE]
    )


def _unseen(links: tuple[LinkSeen, ...]) -> Reason | None:
    """Why some link may be dead that was not seen to be."""
    found = [x for x in links if not x.is_dead]
    once = any(x.state is FetchState.FAILED and x.tries < 2 for x in found)
    reasons = [REASON_OF_FETCH[x.state] for x in found]
    return (Reason.TRIED_ONCE if once else reasons[0]) if reasons else None
