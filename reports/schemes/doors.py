"""The door for scheme files: their shape, checked by pydantic."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Points = Annotated[float, Field(gt=0)] | Literal["open"]
"""Points, or `open`: the source does not confirm them and they are to be filled in."""


class Door(BaseModel):
    """No unknown keys, no changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class WordsDoor(Door):
    """A text in both languages."""

    zh: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]


class FeedDoor(Door):
    """One rule that feeds an indicator; `columns` narrows it, `then: review` makes its breach a question only."""

    rule: str
    points: Points = "open"
    columns: list[str] = []
    then: Literal["judged", "review"] = "judged"


class IndicatorDoor(Door):
    """One indicator: either it has children or rules feed it (none: only a person can judge it)."""

    id: Id
    title: WordsDoor
    weight: Points = "open"
    mode: Literal["deduct", "add"] = "deduct"
    source: str = ""
    rules: list[FeedDoor] = []
    indicators: list[IndicatorDoor] = []

    @model_validator(mode="after")
    def _one_or_the_other(self) -> IndicatorDoor:
        if self.rules and self.indicators:
            raise ValueError("an indicator has either rules or indicators below it")
        if self.mode == "add" and self.weight == "open" and self.rules:
            raise ValueError("mode add needs a weight")
        return self


class BonusDoor(Door):
    """Extra points, for scores above `above`, at most `most`."""

    above: float
    most: Annotated[float, Field(gt=0)]
    indicators: list[IndicatorDoor] = []


class FromPlanDoor(Door):
    """The indicators are the items of the site's own work plan, each with these points."""

    points: Annotated[float, Field(gt=0)] = 1


class SchemeDoor(Door):
    """One scheme file. `scores_for`: profiles whose points count; others are judged by the vetoes alone."""

    id: Id
    title: WordsDoor
    basis: WordsDoor
    unit: WordsDoor
    scores_for: list[str] | Literal["all"] = "all"
    total: Annotated[float, Field(gt=0)] | None = None
    pass_mark: float | None = None
    rescale: bool = True
    from_plan: FromPlanDoor | None = None
    vetoes: list[IndicatorDoor] = []
    indicators: list[IndicatorDoor] = []
    bonus: BonusDoor | None = None

    @model_validator(mode="after")
    def _whole(self) -> SchemeDoor:
        if self.from_plan and self.indicators:
            raise ValueError("a scheme has either from_plan or indicators")
        if self.indicators and self.total is None:
            raise ValueError("a scheme with indicators needs a total")
        if not (self.from_plan or self.indicators or self.vetoes):
            raise ValueError("a scheme has indicators, vetoes or from_plan")
        return self
