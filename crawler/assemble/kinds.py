"""Which catalogue item each column is: by confirmation, name, place, joint name and the kind of its entries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from crawler.assemble.words import plain
from records.catalogue import EXACT, CatalogueItem, load_catalogue
from records.column_names import bare_name

THRESHOLD = 0.7
WEAK, JOINT, BY_ENDING, BY_CONTENT = 0.6, 0.75, 0.75, 0.72
_ENOUGH, _MOSTLY, _PARTLY = 2, 0.8, 1 / 3
_PARTS = 2  # so many columns of one item below a column that bears its name too are its parts
_SHALLOW = 1  # a standard name so many levels below the home navigation still means the body's own column


@dataclass(frozen=True, slots=True)
class Spot:
    """What the mapping looks at for one column. `names`: as printed, the main one first."""

    key: str
    names: tuple[str, ...]
    depth: int
    in_portal: bool
    in_area: bool  # below the portal or a column called 信息公开, 政务公开
    is_group: bool
    has_content: bool
    above: tuple[str, ...] = ()  # keys of its ancestors
    section: str = ""  # code of the portal's section it stands below
    is_aside: bool = False  # below a topic or another language's version of the site
    is_other_bodys: bool = False  # below another body's area of a website that several share
    confirmed: str = ""
    kinds: Mapping[str, int] = field(default_factory=dict)  # content kind -> titles of that kind
    titles: int = 0


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column is: a code with confidence, or the codes it could be."""

    code: str | None = None
    confidence: float = 0.0
    reason: str = ""
    candidates: tuple[str, ...] = ()


def meanings(spots: Sequence[Spot]) -> dict[str, Meaning]:
    """Meaning by key; what another body published means nothing here."""
    others = {s.key: Meaning() for s in spots if s.is_other_bodys and not s.confirmed}
    return _own_meanings([s for s in spots if s.key not in others]) | others


def _own_meanings(spots: Sequence[Spot]) -> dict[str, Meaning]:
    guesses = {s.key: _guess(s) for s in spots}
    _name_alike(spots, guesses)
    by_code: dict[str, list[Spot]] = defaultdict(list)
    for spot in spots:
        guess = guesses[spot.key]
        if guess.code is not None and guess.confidence >= THRESHOLD:
            by_code[guess.code].append(spot)
    for code, places in sorted(by_code.items()):
        kept = _kept(places, guesses)
        for spot in places:
            if spot.key not in kept:
                guesses[spot.key] = Meaning(None, 0.0, "", (code,))
    _name_jointly(spots, guesses)
    _name_by_ending(spots, guesses)
    _name_by_content(spots, guesses)
    could = {s.key: _with_candidates(s, guesses[s.key]) for s in spots}
    return _without_headings(spots, could)


def _without_headings(spots: Sequence[Spot], could: dict[str, Meaning]) -> dict[str, Meaning]:
    """A heading without content is not asked about where a column below it is, or could be, the item."""
    below: dict[str, set[str]] = defaultdict(set)
    for spot in spots:
        codes = {could[spot.key].code, *could[spot.key].candidates} - {None}
        for above in spot.above:
            below[above] |= {c for c in codes if c}
    for spot in spots:
        mine = could[spot.key]
        if mine.code is None and not spot.has_content and below[spot.key]:
            left = tuple(c for c in mine.candidates if c not in below[spot.key])
            could[spot.key] = replace(mine, candidates=left)
    return could


def _guess(spot: Spot) -> Meaning:
    """By confirmation or name alone."""
    catalogue = load_catalogue()
    if spot.confirmed:
        also = (i for i in catalogue.items if i.code in catalogue.mixed_up(spot.confirmed) and i.kind)
        both = tuple(i.code for i in also if _share(spot, i.kind) >= _PARTLY)
        return Meaning(spot.confirmed, 1.0, "confirmed", both)
    found = [m for n in spot.names if (m := catalogue.match(n)) is not None]
    if not found:
        return Meaning()
    best = max(found, key=lambda m: m.confidence)
    item = catalogue.by_code[best.code]
    weak = best.confidence < EXACT and any(bare_name(n) in item.weak for n in spot.names)
    if spot.is_aside or (weak and not spot.in_area) or _is_out_of_section(spot, item, best.confidence):
        return Meaning(best.code, WEAK, best.reason)
    other = _told_otherwise(spot, item) if best.confidence < EXACT else ""
    return (
        Meaning(None, 0.0, "", (item.code, other))
        if other
        else Meaning(best.code, best.confidence, best.reason)
    )


def _name_alike(spots: Sequence[Spot], guesses: dict[str, Meaning]) -> None:
    """A general word outside the portal means what the portal calls by the very same name."""
    told = {
        plain(s.names[0]): g for s in spots if s.in_area and (g := guesses[s.key]).confidence >= THRESHOLD
    }
    for spot in spots:
        same = told.get(plain(spot.names[0]))
        outside = not spot.in_area and not spot.is_aside and spot.titles
        if outside and same is not None and guesses[spot.key].code == same.code:
            guesses[spot.key] = replace(same, candidates=())


def _is_out_of_section(spot: Spot, item: CatalogueItem, confidence: float) -> bool:
    """A synonym below a section that its item does not belong to: 收费标准 below 依申请公开 is no list of fees."""
    return bool(spot.section) and item.parent not in {spot.section, "portal"} and confidence < EXACT


def _told_otherwise(spot: Spot, item: CatalogueItem) -> str:
    """The item, often mixed up with this one, whose kind nearly all entries are; empty when there is none."""
    catalogue = load_catalogue()
    return next(
        (
            code
            for code in sorted(catalogue.mixed_up(item.code))
            if (kind := catalogue.by_code[code].kind)
            and _share(spot, kind) >= _MOSTLY
            and spot.kinds.get(kind, 0) >= _ENOUGH
        ),
        "",
    )


def _kept(places: list[Spot], guesses: dict[str, Meaning]) -> set[str]:
    """Of the places of one item: all under its standard name that do not lie too deep, else the best synonym."""
    kept: set[str] = set()
    for inside in (True, False):
        zone = [s for s in places if s.in_portal is inside]
        exact = [s for s in zone if guesses[s.key].confidence >= EXACT]
        if exact:
            kept |= {s.key for s in _shallow(exact)}
        elif zone and not any(guesses[s.key].confidence >= EXACT for s in places if s.in_portal):
            kept |= _best(zone, guesses)
    return kept


def _best(zone: list[Spot], guesses: dict[str, Meaning]) -> set[str]:
    """The whole of several parts; not a heading over the one column that is meant; all of the best one's name."""
    wholes = [s for s in zone if sum(s.key in o.above for o in zone) >= _PARTS]
    zone = [s for s in zone if s.has_content or not any(s.key in o.above for o in zone)] or zone
    pool = wholes or _shallow(zone)
    best = min(pool, key=lambda s: _order(s, guesses))
    name = plain(best.names[0])
    return {s.key for s in pool if plain(s.names[0]) == name}


def _shallow(zone: list[Spot]) -> list[Spot]:
    top = min(s.depth for s in zone)
    return [s for s in zone if s.depth <= max(top, _SHALLOW)]


def _order(spot: Spot, guesses: dict[str, Meaning]) -> tuple[float, bool, bool, int, int, str]:
    guess = guesses[spot.key]
    synonyms = [plain(n) for n in load_catalogue().by_code[guess.code or ""].synonyms]
    rank = next((synonyms.index(plain(n)) for n in spot.names if plain(n) in synonyms), len(synonyms))
    return (-guess.confidence, spot.is_group, not spot.has_content, spot.depth, rank, spot.key)


def _name_jointly(spots: Sequence[Spot], guesses: dict[str, Meaning]) -> None:
    """A column for several items gets the first that has no column of its own; it could be the others too."""
    together = load_catalogue().together
    for spot in spots:
        codes = next((c for n in spot.names if (c := together(n))), ())
        if guesses[spot.key].confidence >= THRESHOLD or not codes:
            continue
        given = {g.code for g in guesses.values() if g.confidence >= THRESHOLD}
        free = [c for c in codes if c not in given]
        if free and spot.in_area and not spot.is_aside:
            guesses[spot.key] = Meaning(free[0], JOINT, f"joint name {spot.names[0]}", tuple(free[1:]))
        else:
            guesses[spot.key] = Meaning(None, 0.0, "", codes)


def _name_by_ending(spots: Sequence[Spot], guesses: dict[str, Meaning]) -> None:
    """An item outside the portal that no column has the name of: the one column at the top whose name ends like it."""
    given = {g.code for g in guesses.values() if g.confidence >= THRESHOLD}
    for item in load_catalogue().items:
        if not item.endings or item.code in given:
            continue
        tops = [s for s in spots if not s.depth and not s.in_portal and s.titles and not s.is_aside]
        fit = {
            s.key: e for s in tops if guesses[s.key].confidence < THRESHOLD and (e := item.ends(s.names[0]))
        }
        if len(fit) == 1:
            key, ending = next(iter(fit.items()))
            name = next(s.names[0] for s in tops if s.key == key)
            reason = f"{plain(name).removesuffix(ending)} + {ending}"
            guesses[key] = Meaning(item.code, BY_ENDING, reason, guesses[key].candidates)


def _name_by_content(spots: Sequence[Spot], guesses: dict[str, Meaning]) -> None:
    """An item found under no name: the column of the portal whose entries are nearly all of its kind."""
    for item in load_catalogue().items:
        if not item.kind or item.kind == "document":
            continue
        if any(g.code == item.code and g.confidence >= THRESHOLD for g in guesses.values()):
            continue
        fit = [
            s
            for s in spots
            if s.in_area and guesses[s.key].confidence < THRESHOLD and _share(s, item.kind) >= _MOSTLY
            if not s.is_aside and not _is_called_otherwise(s, item.code)
        ]
        fit = [s for s in fit if s.kinds.get(item.kind, 0) >= _ENOUGH]
        if fit:
            best = min(fit, key=lambda s: (-s.kinds[item.kind], s.key))
            guesses[best.key] = Meaning(item.code, BY_CONTENT, "content", guesses[best.key].candidates)


def _is_called_otherwise(spot: Spot, code: str) -> bool:
    """Its name speaks of another item, or only of a year, whatever it lists."""
    if all(plain(n).rstrip("年度").isdigit() for n in spot.names):
        return True
    could = {c for n in spot.names for c in load_catalogue().could_be(n)}
    return bool(could) and code not in could


def _with_candidates(spot: Spot, guess: Meaning) -> Meaning:
    if guess.code is not None and guess.confidence >= THRESHOLD:
        return guess
    catalogue = load_catalogue()
    could = Counter({c: 1 for n in spot.names for c in catalogue.could_be(n)})
    could.update(guess.candidates)
    if guess.code is not None:
        could[guess.code] += 1
    could.update(i.code for i in catalogue.items if i.kind and _share(spot, i.kind) >= _PARTLY)
    order = [i.code for i in catalogue.items if could[i.code]]
    return Meaning(
        None, guess.confidence if guess.code else 0.0, guess.reason if guess.code else "", tuple(order)
    )


def _share(spot: Spot, kind: str) -> float:
    return spot.kinds.get(kind, 0) / spot.titles if spot.titles else 0.0
