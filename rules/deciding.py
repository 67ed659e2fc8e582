"""How one rule ends for one subject: the order of RULES, "Outcomes", once the evaluator has said which signals hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from records.errors import EngineError
from records.types import Exemption, FactSheet
from records.vocabulary import Outcome, Reason, outcome_of
from rules.grounds import day_of, in_force
from rules.model import Rule
from rules.reference import FALSE, Record, open_facts
from rules.steps import Step

APPLIES, SITE_FORM, PER_SUBJECT = "applies", "site-form", "per-subject"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a decision means for rules that require it: `broken` by a named rule, or `open` for a reason."""

    broken: str = ""
    open: Reason | None = None


MET = Standing()


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome of one (rule, subject) pair. `case` numbers the breach; `cause` says why not applicable."""

    outcome: Outcome
    cause: str = ""
    case: int = 0
    reason: Reason | None = None
    standing: Standing = MET
    breached: bool = False


PASS = Decision(Outcome.PASS)
NOT_HERE = Decision(Outcome.NOT_APPLICABLE, APPLIES)
JUDGED_SINGLY = Decision(Outcome.NOT_APPLICABLE, PER_SUBJECT)


class Memory:
    """What earlier subjects of this run decided that later ones hang on."""

    def __init__(self, looked_up: frozenset[str]) -> None:
        self.looked_up = looked_up
        self._standings: dict[tuple[str, str], Standing] = {}
        self._site_forms: dict[str, bool] = {}

    def keep(self, rule: str, subject: str, standing: Standing) -> None:
        """Remember a decision that subjects below ask for: of a rule that is looked up."""
        self._standings[rule, subject] = standing

    def keep_site_form(self, rule: str, broken: bool) -> None:
        """Remember whether the whole-site form was breached."""
        self._site_forms[rule] = broken

    def above(self, rule: str, sheet: FactSheet) -> Standing:
        """The standing of a parent's rule; EngineError when the parent was not judged before its child."""
        found = self.found_above(rule, sheet)
        if found is None:
            raise EngineError(f"{sheet.subject.id}: sheets out of order, no {rule} above it yet")
        return found

    def found_above(self, rule: str, sheet: FactSheet) -> Standing | None:
        """The standing of a parent's rule, None where no parent has one."""
        found = (self._standings.get((rule, parent)) for parent in sheet.parents)
        return next((standing for standing in found if standing is not None), None)

    def site_form_broken(self, rule: str, sheet: FactSheet) -> bool:
        """Whether the site's own sheet broke the whole-site form; EngineError when it has not come yet."""
        if rule not in self._site_forms:
            raise EngineError(f"{sheet.subject.id}: sheets out of order, the site must come first")
        return self._site_forms[rule]


@dataclass(frozen=True, slots=True)
class Situation:
    """One subject as it is judged: its record, the signals that hold, and what its own rules have come to so far."""

    sheet: FactSheet
    record: Record
    held: set[int]
    standings: dict[str, Standing]


def decide(step: Step, about: Situation, memory: Memory) -> Decision:
    """The order of RULES: exemption, place and day, applies, whole-site form, required rules, then the breach."""
    elsewhere = step.out_of_place or _out_of_date(step, about.sheet)
    if elsewhere:
        return Decision(Outcome.NOT_APPLICABLE, elsewhere)
    if not step.exemptions:
        return _bound(step, about, memory)
    exemption = next((e for e in step.exemptions if covers(e, about.sheet.subject.id)), None)
    if exemption is None:
        return _bound(step, about, memory)
    underneath = _bound(step, about, memory).standing
    return Decision(Outcome.NOT_APPLICABLE, f"exemption: {exemption.reason}", standing=underneath)


def _out_of_date(step: Step, sheet: FactSheet) -> str:
    """A rule that is dated by its subject binds what was done while it was in force."""
    rule = step.rule
    if not rule.dated_by or (rule.since is None and rule.until is None):
        return ""
    return "" if in_force(rule.since, rule.until, day_of(rule, sheet, step.today)) else "dates"


def _bound(step: Step, about: Situation, memory: Memory) -> Decision:
    if step.applies is not None and step.applies(about.record) == FALSE:
        return NOT_HERE
    if step.site_form_speaks and memory.site_form_broken(step.rule.id, about.sheet):
        return Decision(Outcome.NOT_APPLICABLE, SITE_FORM, standing=Standing(broken=step.rule.id))
    if not (step.own or step.above):
        return _seen(step, about)
    required = [about.standings[name] for name in step.own]
    required += [memory.above(name, about.sheet) for name in step.above]
    return _stopped(required) or _seen(step, about)


def _seen(step: Step, about: Situation) -> Decision:
    for number, case in step.signals:
        if number in about.held:
            return _breached(step.rule, case, step.is_site_form)
    if step.is_site_form:
        return JUDGED_SINGLY
    return _doubtful(step, about.sheet, about.record) if step.doubt in about.held else PASS


def _breached(rule: Rule, case: int, is_site_form: bool) -> Decision:
    then = Outcome.FAIL if is_site_form else rule.cases[case].then
    if then is Outcome.REVIEW:
        return Decision(then, case=case, reason=rule.asks, breached=True)
    return Decision(then, case=case, standing=Standing(broken=rule.id), breached=True)


def _doubtful(step: Step, sheet: FactSheet, record: Record) -> Decision:
    """Unchecked when something that was not looked at could decide it, else a question to a person."""
    unknown = dict.fromkeys(open_facts(step.whole, record))
    reasons = {f.name: f.reason for f in sheet.facts if f.name in unknown and f.reason is not None}
    found = [reasons[name] for name in unknown if name in reasons]
    if not found:
        raise EngineError(f"{sheet.subject.id}: {step.rule.id} is open, but no fact says why")
    reason = next((r for r in found if outcome_of(r) is Outcome.UNCHECKED), found[0])
    if outcome_of(reason) is Outcome.UNCHECKED:
        return Decision(Outcome.UNCHECKED, reason=reason, standing=Standing(open=reason))
    return Decision(Outcome.REVIEW, reason=reason)


def _stopped(required: Iterable[Standing]) -> Decision | None:
    """Not applicable behind a broken rule, unchecked behind an open one."""
    waiting: Reason | None = None
    for standing in required:
        if standing.broken:
            return Decision(Outcome.NOT_APPLICABLE, f"requires {standing.broken}", standing=standing)
        waiting = waiting or standing.open
    if waiting is None:
        return None
    return Decision(Outcome.UNCHECKED, reason=waiting, standing=Standing(open=waiting))


def covers(exemption: Exemption, subject: str) -> bool:
    """An exemption covers its subject and everything below it; an empty subject is the whole site."""
    named = exemption.subject
    return not named or subject == named or subject.startswith(named + "/")
