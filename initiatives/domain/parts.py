"""The parts of a Profile: texts, links, activities and results as an audience may see them."""

from dataclasses import dataclass

from initiatives.domain.evidence import Fact
from initiatives.domain.lookups import OrganisationRef
from initiatives.models.fields import PartialDate


@dataclass(frozen=True)
class Text:
    language: str
    title: str
    summary: str
    mission: str
    description: str
    is_original: bool
    method: str


@dataclass(frozen=True)
class Support:
    """An organisation's role here; `role` is a vocabulary entry, `fact` carries the sources."""

    role: object
    organisation: OrganisationRef
    programme: str
    amount: str
    currency: str
    purpose: str
    start: PartialDate
    end: PartialDate
    fact: Fact


@dataclass(frozen=True)
class Event:
    """An activity; `type` and `state` are vocabulary entries, `count` is as stated, `topics` as listed."""

    key: str
    type: object
    state: object
    title: str
    language: str
    description: str
    topics: tuple
    count: int | None
    places: tuple
    start: PartialDate
    end: PartialDate
    fact: Fact
    fact_start: Fact


@dataclass(frozen=True)
class Result:
    key: str
    text: str
    number: str | None
    unit: str
    state: str
    start: PartialDate
    end: PartialDate
    fact: Fact


def result(row, cited):
    """The Result of a claim's row; `cited`: the Cited of the document it stands in."""
    number = row["number"] and row["number"].rstrip("0").rstrip(".")
    start, end = PartialDate(row["start"]), PartialDate(row["end"])
    fact = cited.fact(f"claims.{row['key']}", row["text"])
    return Result(row["key"], row["text"], number, row["unit"], row["state"], start, end, fact)
