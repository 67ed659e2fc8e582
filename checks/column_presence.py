"""Facts about whether a column is required, found, named and placed as it should be."""

from __future__ import annotations

from checks import evidence, words
from checks.column_view import ColumnView, is_standard, is_under_parent
from checks.facts import Facts, Seen
from checks.fetches import unread, unseen
from checks.lookalikes import SURE, lookalikes, namesakes
from records.catalogue import CatalogueItem
from records.types import Column
from records.vocabulary import Reason


def tell_presence(facts: Facts, view: ColumnView) -> None:
    """Required or not and by what; places, lookalikes, names, parent."""
    code = view.item.code if view.item else ""
    required = bool(code) and view.survey.is_required(code)
    facts.add("column_code", code)
    facts.add("required", required)
    facts.add("required_by", _required_by(view) if required else "")
    _tell_found(facts, view)
    _tell_name(facts, view)
    _tell_parent(facts, view)


def _required_by(view: ColumnView) -> str:
    """The profile, when its basis is confirmed or the plan does not ask for it."""
    item, given = view.item, view.survey.given
    by_profile = item is not None and given.dossier.site.profile in item.profiles
    by_plan = view.key in given.plan_columns
    if by_profile and (not by_plan or (item is not None and item.basis_confirmed)):
        return "profile"
    return "plan" if by_plan else ""


def _tell_found(facts: Facts, view: ColumnView) -> None:
    if view.places:
        facts.add("places", len(view.places))
        facts.add("found_count", len(view.places))
        facts.add("lookalikes", "")
        return
    item = view.item
    alike = lookalikes(view.survey, item) if item else ()
    pages = namesakes(view.survey, item) if item else ()
    names = (*item.standard_names, *item.synonyms) if item else ()
    seen = evidence.searched(view.survey, names)
    missed = unseen(view.survey.dossier)
    shown = (*_shown(alike), *(evidence.own_page(e, e.title) for e in pages[:12]))
    called = dict.fromkeys([*(c.name for c in alike[:12]), *(e.title for e in pages[:12])])
    facts.add("places", missed or 0, seen)
    facts.add("found_count", missed or _absent(view, bool(shown)), (*shown, *seen))
    facts.add("lookalikes", words.joined("names", called), shown or seen)


def _absent(view: ColumnView, alike: bool) -> int | Reason:
    """0 only when nothing could be it and a confirmed basis or the plan asks for it."""
    if alike:
        return Reason.LOOKALIKE
    confirmed = view.item is not None and view.item.basis_confirmed
    return 0 if confirmed or view.key in view.survey.given.plan_columns else Reason.BASIS_UNCONFIRMED


def _shown(columns: tuple[Column, ...]) -> Seen:
    return tuple(evidence.place(c) for c in columns[:12])


def _tell_name(facts: Facts, view: ColumnView) -> None:
    item, best = view.item, view.best
    facts.add("standard_name", item.name if item else "")
    facts.add("found_name", best.name if best else "")
    facts.add("name_is_fixed", item is not None and item.name_fixed)
    facts.add("name_is_standard", _has_standard_name(view), _shown(view.places) or None)


def _has_standard_name(view: ColumnView) -> bool | Reason:
    """False only when all of the site was seen: what was not seen may bear the standard name."""
    if any(is_standard(view.item, c.name) for c in view.places):
        return True
    return (unseen(view.survey.dossier) or False) if view.places else False


def _tell_parent(facts: Facts, view: ColumnView) -> None:
    item = view.item
    has_portal = view.survey.dossier.portal is not None
    facts.add("has_standard_parent", has_portal and item is not None and item.parent != "")
    facts.add("parent_name", _parent_name(view, item))
    facts.add("found_path", words.path_of(view.best) if view.best else "")
    facts.add("under_standard_parent", _is_placed(view), _shown(view.places) or None)


def _parent_name(view: ColumnView, item: CatalogueItem | None) -> str:
    if item is None or not item.parent:
        return ""
    above = view.survey.catalogue.by_code.get(item.parent)
    return above.name if above else view.survey.catalogue.portal_names[0]


def _is_placed(view: ColumnView) -> bool | Reason:
    """False only when every place is surely it, all of the site was seen, and none lies below the parent.

    A page that was not read may stand anywhere: its breadcrumb would tell, a menu may be nested wrongly.
    """
    if any(is_under_parent(view.survey, view.item, c) for c in view.places):
        return True
    missed = unseen(view.survey.dossier)
    if missed:
        return missed
    adrift = next((why for c in view.places if c.url and (why := unread(c.fetch))), None)
    if adrift:
        return adrift
    unsure = any(c.confidence < SURE for c in view.places)
    return Reason.LOW_CONFIDENCE if unsure else False
