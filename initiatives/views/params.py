"""Parameters of pages that have no FilterSet: read forgivingly, never a 500."""

import re

LARGEST_PAGE = 100_000
YEAR = re.compile(r"[12]\d{3}\Z", re.ASCII)
CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def text(request, name):
    """The parameter without control characters and outer spaces, at most 200 characters; "" where it is missing."""
    return CONTROL.sub(" ", request.GET.get(name, ""))[:200].strip()


def number(request, name="page"):
    """A page number from 1; whatever is none counts as 1."""
    value = request.GET.get(name, "")
    return min(int(value), LARGEST_PAGE) if re.fullmatch(r"[1-9]\d{0,6}", value, re.ASCII) else 1


def year(request, name="year"):
    """(year as four digits or "", whether what was written is no year)."""
    value = text(request, name)
    return (value, False) if YEAR.match(value) else ("", bool(value))


def known(request, name, vocabulary):
    """(slug or "", whether what was written is not in the list)."""
    value = text(request, name)
    return (value, False) if value in vocabulary else ("", bool(value))


def other_page(request, page):
    """The same address with another page number."""
    query = request.GET.copy()
    query["page"] = page
    return f"?{query.urlencode()}"
