"""Search of the admin's lists: every word in any of the fields, in every script, case apart."""

from functools import reduce
from operator import or_

from django.db.models import Q

MOST_LETTERS = 200
MOST_WORDS = 8


def matching(queryset, paths, text):
    """The rows of `queryset` in which each word of `text` stands in one of the fields `paths`."""
    for word in text.replace("\0", " ")[:MOST_LETTERS].split()[:MOST_WORDS]:
        queryset = queryset.filter(reduce(or_, (_holds(queryset.model, path, word) for path in paths)))
    return queryset


def _holds(model, path, word):
    """Rows of others are asked in a query of their own, so that no row is found twice."""
    found = reduce(or_, (Q(**{f"{path}__icontains": spelling}) for spelling in spellings(word)))
    return Q(pk__in=model._base_manager.filter(found).values("pk")) if "__" in path else found


def spellings(word):
    """SQLite compares only Latin letters without case, so other scripts are asked for in each case."""
    return [word] if word.isascii() else sorted({word, word.lower(), word.upper(), word.capitalize()})
