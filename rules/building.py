"""Rule files to rules: every name they use is proved, and every fault is told at once with its line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from records.catalogue import load_catalogue
from records.fact_names import BY_NAME, FACTS
from records.vocabulary import Outcome, SubjectKind
from rules import doors
from rules.citing import SINCE, TITLE
from rules.conditions import MOST_WAYS, maybe, surely, ways
from rules.expressions import Expr, Group, Scope, both, facts_of, nearest, parse
from rules.model import BasisRef, Case, Law, Plan, PlanItem, Rule, Setting, SiteForm, Texts, Words
from rules.sources import Loc, Source
from rules.texts import SHEET_NAMES, names_in

PRESENT = "column-present"
NEVER = Group("any", ())
FIELDS = ("message", "observed", "expected", "fix")


def laws_of(source: Source) -> dict[str, Law]:
    """The laws of laws.yml by id."""
    door = source.through(doors.LawsDoor)
    found: dict[str, Law] = {}
    for n, law in enumerate(door.laws if door else ()):
        if law.id in found:
            source.fault(("laws", n, "id"), f"law {law.id!r} stands twice")
        if TITLE in law.unverified and not law.number:
            source.fault(
                ("laws", n, "unverified"), f"law {law.id!r} has neither a verified title nor a number"
            )
        if SINCE in law.unverified and law.since is None:
            source.fault(("laws", n, "unverified"), f"law {law.id!r} has no day to be unverified")
        found[law.id] = Law(**law.model_dump() | {"unverified": tuple(law.unverified)})
    return found


def rules_of(source: Source, laws: Mapping[str, Law]) -> tuple[int, list[Rule]]:
    """The section and the rules of one file, without proof of what they require."""
    door = source.through(doors.RulesDoor)
    if door is None:
        return 0, []
    theme = words(door.theme)
    return door.section, [
        _Builder(source, ("rules", n), r, laws).rule(theme) for n, r in enumerate(door.rules)
    ]


def plan_of(source: Source, rules: Collection[str]) -> Plan | None:
    """The plan of one file; its rules and columns must exist."""
    door = source.through(doors.PlanDoor)
    if door is None:
        return None
    columns = load_catalogue().by_code.keys()
    for n, item in enumerate(door.items):
        at: Loc = ("items", n)
        _known(_teller(source, (*at, "rules")), item.rules, rules, "rule")
        _known(_teller(source, (*at, "promises")), item.promises, item.rules, "rule of this item")
        _known(_teller(source, (*at, "columns")), item.columns, columns, "column")
        _known(_teller(source, (*at, "required_columns")), item.required_columns, columns, "column")
        if item.required_columns and PRESENT not in item.promises:
            source.fault((*at, "required_columns"), f"needs {PRESENT} under rules and promises")
    return Plan(door.id, door.title, door.since, door.until, tuple(_item(i) for i in door.items))


def words(door: doors.WordsDoor) -> Words:
    """A text in both languages."""
    return Words(door.zh, door.en)


def _item(door: doors.PlanItemDoor) -> PlanItem:
    return PlanItem(
        id=door.id,
        title=door.title,
        kind=door.kind,
        quote=door.quote,
        rules=tuple(door.rules),
        promises=tuple(door.promises),
        columns=tuple(door.columns),
        required_columns=tuple(door.required_columns),
        names=tuple(door.names),
    )


def _known(tell: Callable[[int, str], None], names: list[str], known: Collection[str], what: str) -> None:
    for n, name in enumerate(names):
        if name not in known:
            tell(n, f"no {what} {name!r}{nearest(name, known)}")


def _teller(source: Source, at: Loc) -> Callable[[int, str], None]:
    return lambda n, what: source.fault((*at, n), what)


@dataclass(slots=True)
class _Builder:
    """Builds one rule and tells its faults."""

    source: Source
    at: Loc
    door: doors.RuleDoor
    laws: Mapping[str, Law]

    def rule(self, theme: Words) -> Rule:
        """The rule; where its condition cannot be read, it never holds and the fault is told."""
        door = self.door
        when, applies = self._expr(door.when, "when"), self._expr(door.applies, "applies", optional=True)
        cases, bases, site_form = self._cases(), self._bases(), self._site_form()
        self._names(("cause",), door.cause)
        _known(_teller(self.source, (*self.at, "evidence")), door.evidence, self._facts(door.subject), "fact")
        if door.approximate and door.approximate not in self._facts(door.subject):
            self._fault(("approximate",), f"no fact {door.approximate!r}")
        dates = [n for n in self._facts(door.subject) if BY_NAME[n].type == "date"]
        if door.dated_by and door.dated_by not in dates:
            self._fault(("dated_by",), f"no date {door.dated_by!r}{nearest(door.dated_by, dates)}")
        rule = Rule(
            **door.model_dump(
                include={"id", "version", "subject", "severity", "asks", "cause", "periods", "region"}
                | {"since", "until", "dated_by", "approximate"}
            ),
            theme=theme,
            title=words(door.title),
            applies=applies,
            when=when or NEVER,
            cases=cases,
            requires=tuple(door.requires),
            questions={reason: words(w) for reason, w in door.questions.items()},
            bases=bases,
            settings=self._settings(),
            evidence=tuple(door.evidence),
            site_form=site_form,
            aliases=tuple(door.aliases),
            also=tuple(door.also),
            facts=(),
        )
        self._prove_size(rule)
        return _with_facts(rule)

    def _expr(self, raw: object, *at: int | str, optional: bool = False, site: bool = False) -> Expr | None:
        if raw is None and optional:
            return None
        kind = SubjectKind.SITE if site else self.door.subject
        scope = Scope({n: BY_NAME[n].type for n in self._facts(kind)}, tuple(self.door.settings))
        return parse(raw, scope, lambda what: self._fault(at, what))

    def _prove_size(self, rule: Rule) -> None:
        """A condition with too many ways to hold would hang durable-rules."""
        whole = both(rule.applies, rule.when)
        found = [ways(maybe(whole)), *(ways(surely(both(whole, c.when))) for c in rule.cases)]
        if max(found) > MOST_WAYS:
            self._fault(
                ("when",), f"the condition can hold in {max(found)} ways, at most {MOST_WAYS} are allowed"
            )

    def _cases(self) -> tuple[Case, ...]:
        door, own = self.door, self._texts(self.door)
        found = []
        for n, case in enumerate(door.cases):
            when = self._expr(case.when, "cases", n, "when")
            given = {f: self._text(("cases", n, f), w) for f in FIELDS if (w := getattr(case, f)) is not None}
            texts = Texts(**({f: getattr(own, f) for f in FIELDS} | given))
            if when is not None:
                found.append(Case(when, case.then or door.then, case.severity or door.severity, texts))
        return (*found, Case(None, Outcome(door.then), door.severity, own))

    def _bases(self) -> tuple[BasisRef, ...]:
        found = []
        for n, basis in enumerate(self.door.basis):
            law = self.laws.get(basis.law)
            if law is None:
                self._fault(
                    ("basis", n, "law"), f"no law {basis.law!r}{nearest(basis.law, self.laws.keys())}"
                )
            elif basis.article not in law.articles:
                known = law.articles.keys()
                self._fault(
                    ("basis", n, "article"),
                    f"{law.id}: no article {basis.article!r}{nearest(basis.article, known)}",
                )
            else:
                when = self._expr(basis.when, "basis", n, "when", optional=True)
                found.append(BasisRef(basis.law, basis.article, when))
        return tuple(found)

    def _site_form(self) -> SiteForm | None:
        door = self.door.site_form
        if door is None:
            return None
        when = self._expr(door.when, "site_form", "when", site=True)
        known = self._facts(SubjectKind.SITE) | self.door.settings.keys() | SHEET_NAMES
        texts = Texts(**{f: self._text(("site_form", f), getattr(door, f), known) for f in FIELDS})
        return SiteForm(when, texts, door.besides) if when is not None else None

    def _settings(self) -> dict[str, Setting]:
        found = {}
        for name, s in self.door.settings.items():
            if not s.least <= s.default <= s.most:
                self._fault(("settings", name), f"the default {s.default} is not within {s.least}–{s.most}")
            found[name] = Setting(name, s.default, s.source, words(s.note), s.least, s.most)
        return found

    def _texts(self, door: doors.TextsDoor) -> Texts:
        for reason, text in self.door.questions.items():
            self._text(("questions", reason.value), text)
        return Texts(**{f: self._text((f,), getattr(door, f)) for f in FIELDS})

    def _text(self, at: Loc, door: doors.WordsDoor, known: Collection[str] | None = None) -> Words:
        for lang in ("zh", "en"):
            self._names((*at, lang), getattr(door, lang), known)
        return words(door)

    def _names(self, at: Loc, template: str, known: Collection[str] | None = None) -> None:
        """The blanks of a template must be facts of the subject, settings, or what every sheet has."""
        allowed = known or (self._facts(self.door.subject) | self.door.settings.keys() | SHEET_NAMES)
        if doors.OPEN in template and not self.door.draft:
            self._fault(
                at, f"{doors.OPEN} is still to be filled in; until then the rule is a draft (draft: true)"
            )
        try:
            for name in sorted(names_in(template) - set(allowed)):
                self._fault(at, f"no fact or setting {{{name}}}{nearest(name, allowed)}")
        except ValueError as error:
            self._fault(at, f"a text has a fault: {error}")

    def _facts(self, kind: SubjectKind) -> set[str]:
        """The facts of a kind; for the rule's own subject those that its other kinds have too."""
        kinds = {kind, *self.door.also} if kind is self.door.subject else {kind}
        return set.intersection(*({f.name for f in FACTS if f.kind is k} for k in kinds))

    def _fault(self, at: Loc, what: str) -> None:
        self.source.fault((*self.at, *at), f"{self.door.id}: {what}")


def _with_facts(rule: Rule) -> Rule:
    """The rule with the list of all facts it reads: conditions first, then its words and extra evidence."""
    exprs = [rule.when, rule.applies, *(c.when for c in rule.cases), *(b.when for b in rule.bases)]
    names = [name for e in exprs for name in facts_of(e)]
    templates = [
        t for c in rule.cases for f in FIELDS for t in (getattr(c.texts, f).zh, getattr(c.texts, f).en)
    ]
    templates += [w.zh for w in rule.questions.values()] + [rule.cause]
    for template in templates:
        try:
            names += sorted(names_in(template))
        except ValueError:
            continue
    names += [*rule.evidence, rule.approximate]
    return replace(rule, facts=tuple(n for n in dict.fromkeys(names) if n in BY_NAME))
