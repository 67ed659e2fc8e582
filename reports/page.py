"""What the HTML report says about a summary: sentences, column paths, bars, bounded lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from markupsafe import Markup, escape

from records.types import Evidence, Finding, RuleText
from records.vocabulary import Severity
from reports.attestation import notice_text
from reports.causes import Cause
from reports.column_words import ColumnWords
from reports.lead import changes_line, lead_sentence, rendering, rule_change_line
from reports.limits import limit
from reports.notices import Notice
from reports.plain import plain, shortened
from reports.plan import PlanLine, PlanState
from reports.sections import owners_by_column
from reports.summary import Summary, rule_named
from reports.texts import Texts
from reports.times import moment, span
from reports.verdict_words import appeal_words, verdict_words

EXAMPLES = 6  # places that a group of unchecked findings names


class PageWords:
    """The words and shapes of one report page."""

    def __init__(self, summary: Summary) -> None:
        self.summary = summary
        self.say = Texts(summary.material.lang)
        self.columns = ColumnWords(summary, self.say)
        self.owners = owners_by_column(summary.material.site)
        self.paths = {c.key: " › ".join((*c.path, c.name)) for c in summary.columns if c.found}
        self.new = {f.id for f in summary.changes.new} if summary.changes else frozenset[str]()

    @property
    def lead(self) -> str:
        """The one sentence at the top."""
        return lead_sentence(self.summary, self.say)

    @property
    def changes(self) -> str:
        """What changed since the last run, in a sentence."""
        return changes_line(self.summary, self.say)

    @property
    def crawled(self) -> str:
        """When the pages were fetched."""
        coverage, run = self.summary.coverage, self.summary.material.run
        return span(
            coverage.oldest_fetch or run.started_at, coverage.newest_fetch or run.finished_at, self.say
        )

    @property
    def rendering(self) -> str:
        """Pages read in a browser and those left unread for want of one; empty where no page needs one."""
        return self.say("and").join(rendering(self.summary.coverage, self.say))

    @property
    def groups(self) -> list[tuple[Severity, list[Cause]]]:
        """Problems by severity, the most urgent first."""
        return [(s, list(g)) for s, g in groupby(self.summary.problems, key=lambda c: c.severity)]

    def examples(self, findings: Sequence[Finding]) -> list[Finding]:
        """A few of them, each place once, columns and documents before the site as a whole."""
        named: dict[str, Finding] = {}
        for finding in sorted(findings, key=lambda f: not f.column):  # stable: the order of the rules is kept
            named.setdefault(finding.title or finding.column_name, finding)
        return list(named.values())[:EXAMPLES]

    def share(self, part: int) -> str:
        """A part of the planned pages in percent, one decimal when small; never 100 % while something is missing."""
        planned = self.summary.coverage.planned
        if not planned:
            return "0"
        return f"{min(part * 100 / planned, 100 if part >= planned else 99.9):.1f}".removesuffix(".0")

    def notice(self, notice: Notice) -> str:
        """A notice in words."""
        return notice_text(notice, self.say)

    def rule(self, rule: str) -> RuleText:
        """How people name a rule."""
        return rule_named(self.summary.material, rule)

    def column(self, finding: Finding) -> str:
        """Path and name of the finding's column."""
        return self.paths.get(finding.column) or finding.column_name

    def owner(self, finding: Finding) -> str:
        """The section that answers for the finding's column, empty when the site file names none."""
        return self.owners.get(finding.column, "")

    def reason(self, reason: str) -> str:
        """A reason in words."""
        return self.say.known("reason", reason)

    def when(self, iso: str | None) -> str:
        """A time with its zone."""
        return moment(iso, self.say)

    @property
    def rule_change(self) -> str:
        """What a change of rules alone changed in this crawl; empty where nothing is known of one."""
        return rule_change_line(self.summary.material, self.say)

    def weight(self, weight: str) -> str:
        """An outcome and a severity in words."""
        outcome, _, severity = weight.partition(" ")
        return f"{self.say('outcome.' + outcome)} · {self.say('severity.' + severity)}"

    def verdict(self, finding: Finding) -> str:
        """What a person decided about it."""
        return verdict_words(self.summary.material, finding, self.say)

    def appeal(self, finding: Finding) -> str:
        """What the body objects to it."""
        return appeal_words(self.summary.material, finding, self.say)

    def text(self, text: str) -> str:
        """Site text, bounded."""
        return shortened(plain(text), limit("text"))

    def heading(self, finding: Finding) -> str:
        """The finding in one sentence, without its full stop."""
        return self.text(finding.message).rstrip(self.say("stop").strip())

    def proofs(self, finding: Finding) -> list[Evidence]:
        """The evidence, each page once, with all its places."""
        pages: dict[tuple[str, str | None], Evidence] = {}
        for e in finding.evidence:
            known = pages.setdefault((e.url, e.sha256), e)
            if e.place and e.place not in known.place.split(self.say("and")):
                place = self.say("and").join(p for p in (known.place, e.place) if p)
                pages[(e.url, e.sha256)] = replace(known, place=place)
        return list(pages.values())

    def marked(self, finding: Finding) -> str:
        """What was seen, with the quoted evidence marked where it stands in the sentence."""
        seen = self.text(finding.observed)
        quotes = [plain(e.quote) for e in finding.evidence if len(plain(e.quote)) > 1]
        quote = next((q for q in quotes if q in seen and q != seen), "")
        if not quote:
            return seen
        before, after = seen.split(quote, 1)
        return Markup("{}<mark>{}</mark>{}").format(escape(before), escape(quote), escape(after))

    def samples(self, cause: Cause) -> Sequence[Finding]:
        """The places shown at once."""
        return cause.findings[: limit("samples")]

    def more(self, cause: Cause) -> Sequence[Finding]:
        """The places shown folded."""
        return cause.findings[limit("samples") :][: limit("more")]

    def beyond(self, cause: Cause) -> int:
        """How many places only the spreadsheet shows."""
        return max(cause.count - limit("samples") - limit("more"), 0)

    def first_causes(self, found: Sequence[Cause]) -> Sequence[Cause]:
        """As many causes as one group of the page holds."""
        return found[: limit("causes")]

    def plan_state(self, line: PlanLine) -> str:
        """A plan item's state in words."""
        if line.state is PlanState.PROBLEMS:
            key, n = ("plan.vetoes", line.vetoes) if line.vetoes else ("plan.problems", line.problems)
            return self.say(key, n=n)
        return self.say(f"plan.{line.state.value}", n=line.questions) if line.questions else self._bare(line)

    def _bare(self, line: PlanLine) -> str:
        return self.say(f"plan.{line.state.value}")
