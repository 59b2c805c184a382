"""Single values of cells: dates, amounts, addresses, languages. Each gives what is stored or raises Bad."""

import calendar
import datetime as dt
import re
from functools import cache, lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import dates
from django.utils.translation import gettext as _
from django.utils.translation import override

from initiatives.imports.problems import Bad
from initiatives.models.fields import PartialDate
from initiatives.vocabulary import LABEL_LANGUAGES, LANGUAGES, fold, is_language_tag

LARGEST_AMOUNT = 10**13
LONGEST_TEXT = 100_000  # characters of a summary or description

_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?\Z", re.ASCII)
_DOTTED = re.compile(r"(?:(\d{1,2})\.)?(\d{1,2})\.(\d{4})\.?\Z", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})\.(\d{1,2})\.(\d{1,2})\.?\Z", re.ASCII)
_TWO_YEARS = re.compile(r"\d{4} ?[-–—/] ?\d{4}\Z", re.ASCII)
_COUNTED = re.compile(r"[2-5]\d{4}\Z", re.ASCII)  # days as a spreadsheet counts them: 1954 to 2064
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\Z", re.ASCII)
_WORDED = re.compile(r"(?:(\d{1,2})\.? )?([^\W\d]+)\.? (\d{4})\Z")
_INTERVAL = re.compile(r"(\d{4}(?:-\d{2}){0,2})/(\d{4}(?:-\d{2}){0,2})\Z", re.ASCII)
_AMOUNT = re.compile(r"(\d{1,3}(?:[ \u00a0\u202f']\d{3})+|\d+)(?:[.,](\d{1,2}))?\Z", re.ASCII)
_CURRENCY = re.compile(r"(?<![A-Za-z])[A-Za-z]{3}(?![A-Za-z])")
_WITHOUT_SCHEME = re.compile(r"[\w-]+(\.[\w-]+)+(/|\Z)")
# Most addresses: nothing that the validator, which takes much longer, would refuse.
_PLAIN = re.compile(r"https?://(?:[a-z0-9]{1,30}(?:-[a-z0-9]{1,30})?\.)+[a-z]{2,20}(?:/[A-Za-z0-9._~/-]*)?\Z", re.ASCII)
_LONGEST_PLAIN = 250  # characters
_is_address = URLValidator(schemes=["http", "https"])


@lru_cache(maxsize=2048)
def date(text):
    """A PartialDate of 2018, 2018-02, 2018-02-23, 23.02.2018, February 2018, 23 February 2018 or 23/02/2018.

    Raises Bad for what can be read in two ways, such as 05/06/2014.
    """
    text = " ".join(text.split())
    if found := _ISO.match(text) or _YEAR_FIRST.match(text):
        return _dated(text, *found.groups())
    if found := _DOTTED.match(text):
        return _dated(text, *reversed(found.groups()))
    if found := _SLASHED.match(text):
        return _slashed(text, *found.groups())
    if (found := _WORDED.match(text)) and (month := months().get(fold(found[2]))):
        return _dated(text, found[3], month, found[1])
    raise Bad(_no_date(text))


def _no_date(text):
    if _TWO_YEARS.match(text):
        years = {"both": "/".join(re.findall(r"\d{4}", text))}
        return _("These are two dates. A start and an end have a column each; an activity takes %(both)s.") % years
    if _COUNTED.match(text):
        day = dt.date(1899, 12, 30) + dt.timedelta(days=int(text))
        return _("A spreadsheet has written this date as a number: is it %(date)s?") % {"date": day.isoformat()}
    return _("This is no date. Write 2018, 2018-02 or 2018-02-23, as precise as the source.")


def period(text):
    """(start, end) of a date or of two ISO dates with a slash between them."""
    if found := _INTERVAL.match(text):
        start, end = date(found[1]), date(found[2])
        if not is_ordered(start, end):
            raise Bad(_("The end is before the start."))
        return start, end
    return (date(text) if text else PartialDate("")), PartialDate("")


def is_ordered(start, end):
    """Whether `end` is not before `start`; a vaguer end that contains the start is not (models.base.period)."""
    return not start or not end or end >= start or start.startswith(end)


def _dated(text, year, month=None, day=None):
    parts = [f"{int(part):0{width}d}" for part, width in ((year, 4), (month, 2), (day, 2)) if part]
    try:
        return PartialDate("-".join(parts))
    except ValueError:
        raise Bad(_("There is no such day.")) from None


def _slashed(text, first, second, year):
    readings = {(month, day) for day, month in ((first, second), (second, first)) if _exists(year, month, day)}
    readings = {(int(month), int(day)) for month, day in readings}
    if len(readings) > 1:
        both = " / ".join(sorted(f"{year}-{month:02d}-{day:02d}" for month, day in readings))
        raise Bad(_("This can be read in two ways: write %(both)s.") % {"both": both})
    if not readings:
        raise Bad(_("There is no such day."))
    month, day = readings.pop()
    return _dated(text, year, month, day)


def _exists(year, month, day):
    try:
        dt.date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


@cache
def months():
    """{name of a month, in any interface language and in both grammatical forms: 1 to 12}"""
    names = {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name}
    names |= {"sept": 9}
    for language in LABEL_LANGUAGES:
        with override(language):
            for forms in (dates.MONTHS, dates.MONTHS_3, dates.MONTHS_ALT):
                names |= {fold(str(name)): number for number, name in forms.items()}
    return names


@lru_cache(maxsize=2048)
def address(text):
    """(address, whether its scheme was added); http and https only."""
    if len(text) <= _LONGEST_PLAIN and _PLAIN.match(text):
        return text, False
    added = bool(_WITHOUT_SCHEME.match(text))
    url = f"https://{text}" if added else text
    try:
        _is_address(url)
    except ValidationError:
        raise Bad(_("This is no web address: it must begin with https:// or http://.")) from None
    return url, added


def amount(text):
    """("250000.00", "EUR") of "250000 EUR" or "EUR 250 000"; ("", "") of nothing."""
    if not text:
        return "", ""
    currency = _CURRENCY.search(text)
    number = _AMOUNT.match(_CURRENCY.sub("", text, count=1).strip())
    if not currency or not number:
        raise Bad(_("This is no amount. Write it with its currency and without marks between thousands: 250000 EUR."))
    whole = int(re.sub(r"\D", "", number[1]))
    if whole >= LARGEST_AMOUNT:
        raise Bad(_("This amount is too large."))
    return f"{whole}.{(number[2] or '0').ljust(2, '0')}", currency[0].upper()


def language(text):
    """A language tag of a tag or of a language's name: "uk", "Ukrainian", "sr-Latn"."""
    if entry := LANGUAGES.find(text):
        return entry.slug
    if not is_language_tag(text):
        raise Bad(_("This is no language code, such as en, uk or sr-Latn."))
    return text


def short(text, limit):
    """`text` itself; Bad where it is longer than `limit` characters: nothing is cut off silently."""
    if len(text) > limit:
        raise Bad(
            _("This text has %(length)s characters; at most %(limit)s fit here.")
            % {"length": len(text), "limit": limit}
        )
    return text
