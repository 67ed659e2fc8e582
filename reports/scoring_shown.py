"""A score in words and rows: the terminal's lines, the JSON object, the table of many sites."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from records.types import Site
from reports.plain import plain
from reports.schemes.loading import Indicator, Scheme
from reports.scoring_model import Line, Loss, Score, State
from reports.texts import Texts

SAMPLES = 3
COMPARED = ("site", "name", "run", "score", "coverage", "vetoes", "result", "unchecked", "tie")


def score_lines(score: Score, say: Texts) -> Iterator[str]:
    """The score as text: the range, the vetoes, then each indicator with what it lost by cause."""
    yield say("score.head", title=score.scheme.title[say.lang], site=plain(score.material.site.name))
    yield score.scheme.basis[say.lang]
    yield range_text(score, say) + say("score.coverage", percent=_percent(score.coverage))
    yield say("score.result") + say(f"score.result.{score.result.value}")
    if score.vetoes:
        yield say("score.vetoes")
        for line in score.vetoes:
            yield from _line(line, say, 1, is_veto=True)
    if score.lines:
        yield say("score.lines")
        for line in score.lines:
            yield from _line(line, say, 1)
    unfilled = score.scheme.unfilled if score.lines else ()
    if unfilled:
        yield say("score.unfilled", n=len(unfilled), names=", ".join(unfilled))


def range_text(score: Score, say: Texts) -> str:
    """`61–78 of 100 points`, or that the points do not bind this site."""
    if score.best is None or score.worst is None or score.total is None:
        return say("score.not_scored")
    unit = score.scheme.unit[say.lang]
    return say(
        "score.range",
        worst=_number(score.worst),
        best=_number(score.best),
        total=_number(score.total),
        unit=unit,
    )


def score_object(score: Score, say: Texts) -> dict[str, Any]:
    """The score for other programs."""
    return {
        "scheme": score.scheme.id,
        "site": score.material.site.code,
        "run": score.material.run.id,
        "today": score.material.today.isoformat(),
        "rules_digest": score.material.rules_digest,
        "total": score.total,
        "best": _rounded(score.best),
        "worst": _rounded(score.worst),
        "coverage": round(score.coverage, 4),
        "result": score.result.value,
        "vetoes": [_object(line, say) for line in score.vetoes],
        "indicators": [_object(line, say) for line in score.lines],
        "bonus": [_object(line, say) for line in score.bonus],
        "to_be_filled_in": list(score.scheme.unfilled),
    }


def compared_rows(scores: Sequence[Score], say: Texts) -> list[dict[str, str]]:
    """One row a site, the surest first; sites that cannot be told apart by their ranges are marked as ties."""
    order = sorted(scores, key=lambda s: (-(s.worst or 0), -(s.best or 0), s.material.site.code))
    ranges: Counter[tuple[float | None, float | None]] = Counter(
        (s.best, s.worst) for s in scores if s.best is not None
    )
    return [
        {
            "site": s.material.site.code,
            "name": plain(s.material.site.name),
            "run": s.material.run.id,
            "score": _short(s, say),
            "worst": "" if s.worst is None else _number(s.worst),
            "best": "" if s.best is None else _number(s.best),
            "coverage": _percent(s.coverage),
            "vetoes": _vetoes(s, say),
            "result": say(f"score.result.{s.result.value}"),
            "unchecked": str(sum(x.state is State.UNCHECKED for x in (*_leaves(s), *s.vetoes))),
            "tie": say("score.tie") if ranges[s.best, s.worst] > 1 else "",
        }
        for s in order
    ]


def unscored_row(site: Site, why: str, say: Texts) -> dict[str, str]:
    """The row of a site of the group without a score: unjudged, no_plan."""
    empty = dict.fromkeys((*COMPARED, "worst", "best"), "")
    return empty | {"site": site.code, "name": plain(site.name), "result": say(f"score.result.{why}")}


def scheme_lines(scheme: Scheme, say: Texts) -> Iterator[str]:
    """A scheme as text: its basis, vetoes, indicators with weights and rules, and what is to be filled in."""
    yield f"{scheme.id} · {scheme.title[say.lang]}"
    yield scheme.basis[say.lang]
    if scheme.plan_points is not None:
        points = _number(scheme.plan_points)
        yield say("schemes.from_plan", points=points, unit=scheme.unit[say.lang])
    if scheme.total is not None:
        yield say("schemes.total", total=_number(scheme.total), mark=_number(scheme.pass_mark or 0))
    groups = (
        ("score.vetoes", scheme.vetoes),
        ("score.lines", scheme.indicators),
        ("score.bonus", scheme.bonus),
    )
    for key, group in groups:
        if group:
            yield say(key)
            yield from _tree(group, say, 1, is_veto=key == "score.vetoes")
    if scheme.unfilled:
        yield say("score.unfilled", n=len(scheme.unfilled), names=", ".join(scheme.unfilled))


def _tree(group: Sequence[Indicator], say: Texts, depth: int, *, is_veto: bool = False) -> Iterator[str]:
    for node in group:
        weight = "" if is_veto else f" [{_points(node.weight, say)}]"
        rules = ", ".join(
            f.rule + ("" if is_veto else f" −{_points(f.points, say)}") + (" ?" if f.asks else "")
            for f in node.feeds
        )
        who = rules or ("" if node.children else say("score.state.person"))
        yield f"{'  ' * depth}{node.title[say.lang]}{weight}  {who}".rstrip()
        yield from _tree(node.children, say, depth + 1)


def _line(line: Line, say: Texts, depth: int, *, is_veto: bool = False) -> Iterator[str]:
    indent = "  " * depth
    yield f"{indent}{line.indicator.id}  {line.indicator.title[say.lang]}  {_standing(line, say)}"
    for loss in line.losses:
        yield f"{indent}    {_loss(loss, say, is_veto=is_veto)}"
    for child in line.children:
        yield from _line(child, say, depth + 1)


def _standing(line: Line, say: Texts) -> str:
    word = say(f"score.state.{line.state.value}")
    if line.state not in {State.JUDGED, State.PERSON} or (line.weight is None and not line.most):
        return word if line.state is not State.JUDGED or line.losses else say("score.state.clear")
    if line.weight is None:
        return say("score.lost", sure=_number(line.sure), most=_number(line.most))
    low, high = line.weight - line.most, line.weight - line.sure
    span = _number(low) if low == high else f"{_number(low)}–{_number(high)}"
    note = f" · {word}" if line.state is State.PERSON else ""
    return f"{span} / {_number(line.weight)}{note}"


def _loss(loss: Loss, say: Texts, *, is_veto: bool = False) -> str:
    first = loss.cause.first
    ids = ", ".join(f.id for f in loss.cause.findings[:SAMPLES])
    more = say("score.more", n=loss.cause.count) if loss.cause.count > SAMPLES else ""
    if is_veto:
        cost = say("score.state.open" if loss.open else "score.state.hit") + say("colon")
    else:
        cost = say("score.if_decided" if loss.open else "score.costs", points=_points(loss.points, say))
    return f"{cost} {first.rule}: {plain(first.message)} [{ids}{more}]"


def _object(line: Line, say: Texts) -> dict[str, Any]:
    return {
        "id": line.indicator.id,
        "title": line.indicator.title[say.lang],
        "state": line.state.value,
        "weight": line.weight,
        "lost": _rounded(line.sure),
        "lost_at_most": _rounded(line.most),
        "coverage": round(line.coverage, 4),
        "losses": [
            {
                "rule": x.cause.first.rule,
                "points": x.points,
                "open": x.open,
                "message": x.cause.first.message,
                "findings": [f.id for f in x.cause.findings],
            }
            for x in line.losses
        ],
        "indicators": [_object(c, say) for c in line.children],
    }


def _vetoes(score: Score, say: Texts) -> str:
    told = [
        f"{v.indicator.title[say.lang]}{say('colon')}{say(f'score.state.{v.state.value}')}"
        for v in score.vetoes
        if v.state in {State.HIT, State.OPEN}
    ]
    return say("comma").join(told)


def _short(score: Score, say: Texts) -> str:
    if score.best is None or score.worst is None or score.total is None:
        return say("score.vetoes_only")
    return f"{_number(score.worst)}–{_number(score.best)} / {_number(score.total)}"


def _leaves(score: Score) -> list[Line]:
    return [leaf for line in score.lines for leaf in line.leaves()]


def _points(points: float | None, say: Texts) -> str:
    return say("score.open_points") if points is None else _number(points)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _percent(share: float) -> str:
    return f"{share:.0%}"
