"""E-mail addresses and telephone numbers inside other texts: a file brings them along, the directory never keeps them.

Numbers are taken for telephones only where they are written as such: with a country code, a word in front, or in
the usual groups behind a 0; sums of money, years and identifiers stay.
"""

import re

LEFT_OUT = "[…]"

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?[\[(]at[\])]\s?)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_DIGITS = r"(?:\(?\d+\)?[\s./-]*){2,7}\d"
_PHONE = re.compile(
    rf"\+\s?\d{_DIGITS}|\b(?:tel|phone|telephone|fax|mobile|mob|cell|whatsapp|тел|телефон)\b[\s.:№]*\(?{_DIGITS}"
    rf"|(?<![\w./-])00[1-9]{_DIGITS}"
    r"|(?<![\w./-])0\d{2,4}[ -]\d{3,4}[ -]\d{3,4}(?![\w/-])",
    re.IGNORECASE,
)
FEWEST_DIGITS = 7
_NUMBER = re.compile(rf"(?:\d[\s()./-]*){{{FEWEST_DIGITS}}}")


def without(text):
    """`text` with a mark in place of each e-mail address and telephone number."""
    if may_hold_address(text):
        text = _EMAIL.sub(LEFT_OUT, text)
    return _PHONE.sub(_unless_short, text) if may_hold_number(text) else text


def name_without(text):
    """As `without`, "" where nothing else is left: a name that is only an address names nobody."""
    kept = without(text)
    return "" if kept == LEFT_OUT else kept


def emails(text):
    """The e-mail addresses in `text`, as written."""
    return [found[0] for found in _EMAIL.finditer(text)] if may_hold_address(text) else []


def phones(text):
    """The telephone numbers in `text`, as written."""
    if not may_hold_number(text):
        return []
    return [found[0].strip() for found in _PHONE.finditer(text) if _unless_short(found) == LEFT_OUT]


def may_hold_address(text):
    text = text.casefold()
    return "@" in text or "at]" in text or "at)" in text


def may_hold_number(text):
    return bool(_NUMBER.search(text))


def _unless_short(found):
    return LEFT_OUT if may_hold_number(found[0]) else found[0]
