"""Partial dates: as precise as the source, never more."""

import calendar
import datetime as dt
import re
from functools import lru_cache

import orjson
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields.json import KeyTransform
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)
PRECISIONS = ("year", "month", "day")


class PartialDate(str):
    """An ISO 8601 date of reduced precision: "2018", "2018-02" or "2018-02-23"; "" is no date.

    Raises ValueError for anything else, an impossible day included.
    """

    __slots__ = ()

    def __new__(cls, text=""):
        text = str(text)
        if text:
            _refuse_impossible(text)
        return super().__new__(cls, text)

    @property
    def precision(self):
        """ "year", "month", "day", or "" for no date."""
        return PRECISIONS[self.count("-")] if self else ""

    @property
    def earliest(self):
        """The first day it can mean, a datetime.date; None for no date."""
        return dt.date.fromisoformat((self + "-01-01")[:10]) if self else None

    @property
    def latest(self):
        """The last day it can mean, a datetime.date; None for no date."""
        return _latest(self) if self else None

    def spoken(self):
        """As a reader of the active language says it: 2018, February 2018, 23 February 2018."""
        return str(self) if self.precision in ("", "year") else _spoken(self, get_language() or "en")


@lru_cache(maxsize=20_000)
def _refuse_impossible(text):
    found = SHAPE.match(text)
    if not found:
        raise ValueError(text)
    year, month, day = (int(part or 1) for part in found.groups())
    dt.date(year, month, day)


@lru_cache(maxsize=20_000)
def _latest(date):
    first = date.earliest
    if date.precision == "year":
        return dt.date(first.year, 12, 31)
    if date.precision == "month":
        return dt.date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
    return first


@lru_cache(maxsize=20_000)
def _spoken(date, language):
    """A month or a day in words, kept: lists say the same dates again and again."""
    text = formats.date_format(date.earliest, "YEAR_MONTH_FORMAT" if date.precision == "month" else "DATE_FORMAT")
    text = text if language.startswith("en") else text.lower()  # only English writes March large
    return re.sub(r" (\w\.)$", "\u00a0\\1", text)  # 2026 р.: no line ends before the letter


def validate_partial_date(value):
    try:
        PartialDate(value)
    except ValueError as error:
        message = _("“%(value)s” is not a date. Write 2018, 2018-02 or 2018-02-23, as precise as the source.")
        raise ValidationError(message, code="date", params={"value": str(error)}) from error


class PartialDateField(models.CharField):
    """Stores a PartialDate as its text, so that it sorts by time and keeps its precision."""

    default_validators = [validate_partial_date]

    def __init__(self, *args, **kwargs):
        kwargs |= {"max_length": 10, "blank": True, "default": ""}
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "blank", "default"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs

    def from_db_value(self, value, expression, connection):
        return PartialDate(value or "")

    def to_python(self, value):
        try:
            return PartialDate(value or "")
        except ValueError:
            return super().to_python(value)  # the validator says what is wrong with it


class DocumentField(models.JSONField):
    """JSON that is read very often, and read fast; to the database and to migrations a plain JSONField."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def from_db_value(self, value, expression, connection):
        if isinstance(value, str) and not isinstance(expression, KeyTransform):
            return orjson.loads(value)
        return super().from_db_value(value, expression, connection)
