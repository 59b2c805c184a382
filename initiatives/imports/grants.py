"""Grants in the 360Giving Data Standard's CSV form (standard.threesixtygiving.org) into the rows that our CSV gives.

    if grants.is_grants(header):
        found = [grants.row(header, line, record) for line, record in records]

The recipient leads, the funder funds. A grant to a person is never taken, not even without the name.
"""

import re
from collections import defaultdict

from django.utils.translation import gettext as _

from initiatives.domain import contacts
from initiatives.domain.cells import clean, joined, joined_parts
from initiatives.imports import values
from initiatives.imports.problems import WARNING, Bad, Problem
from initiatives.imports.table import Row

NEEDED = {"identifier", "title", "funding org:name"}
RECIPIENT, PERSON = "recipient org:name", "recipient ind:"
TO_INDIVIDUALS = "to individuals details:"
NAMED = {"title", RECIPIENT, "funding org:name", "grant programme:title", "beneficiary location:name"}
_NUMBERED = re.compile(r"\s*:(?:\d+:)?\s*")
_REGISTER = re.compile(r"(?!X[^K])([A-Z]{2})-[A-Z0-9]+-")  # org-id.guide: a register's code begins with its country's
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?=T|\Z)")


def is_grants(header):
    """Whether the cells of a header are those of a file of grants."""
    names = set(map(_name, header))
    return names >= NEEDED and any(name == RECIPIENT or name.startswith(PERSON) for name in names)


def row(header, line, record):
    """The Row of a grant, or the Problem (a warning) for which it is left out."""
    written = defaultdict(list)
    for name, cell in zip(map(_name, header), record, strict=False):
        if text := contacts.name_without(clean(cell)) if name in NAMED else clean(cell):
            written[name].append(text)
    if any(name.startswith((PERSON, TO_INDIVIDUALS)) for name in written):
        return Problem(line, "", "", _("This grant went to a person: it is left out."), WARNING)
    return _Grant(line, {name: list(dict.fromkeys(texts)) for name, texts in written.items()}).row()


def _name(cell):
    """ "recipient org:name" of "Recipient Org:0:Name"."""
    return _NUMBERED.sub(":", clean(cell).casefold())


class _Grant:
    """`written`: {name of a column: [texts]}, without blank ones."""

    def __init__(self, line, written):
        self.line, self.written, self.problems = line, written, []

    def one(self, *names):
        return next((self.written[name][0] for name in names if name in self.written), "")

    def row(self):
        cells = {
            "external_ids": joined([f"360giving:{self.one('identifier')}"]) if self.one("identifier") else "",
            "title": self.one("title"),
            "description": self._description(),
            "start_date": self._day("planned dates:start date", "actual dates:start date"),
            "end_date": self._day("planned dates:end date", "actual dates:end date"),
            "countries": self._country(),
            "places": joined(self.written.get("beneficiary location:name", ())),
            "lead": joined(self.written.get(RECIPIENT, ())),
            "funders": self._funders(),
            "source_title": f"360Giving grant {self.one('identifier')}, published by {self.one('funding org:name')}",
            "source_date": self._day("last modified", "award date"),
        }
        filled = {name: text for name, text in cells.items() if text}
        return Row(self.line, filled, problems=tuple(self.problems), extra=self._extra())

    def _extra(self):
        organisations = self._organisation(RECIPIENT) | self._organisation("funding org:name")
        return {"adds": True, "kind": "grant", "organisations": organisations}

    def _organisation(self, column):
        """{name: {"reference", "website"}} of the one organisation in `column`."""
        part = column.rpartition(":")[0]
        facts = {"reference": self.one(f"{part}:identifier"), "website": _address(self.one(f"{part}:web address"))}
        return {self.one(column): facts} if self.one(column) else {}

    def _description(self):
        text = self.one("description")
        kept = contacts.without(text)
        if kept != text:
            message = _("E-mail addresses or telephone numbers in this text are left out.")
            self.problems.append(Problem(self.line, "description", "", message, WARNING))
        return kept

    def _day(self, *names):
        """A date without its hour; what is no date stays, to be refused by name."""
        written = self.one(*names)
        found = _DAY.match(written)
        return found[0] if found else written

    def _country(self):
        """Where the money works, else where the recipient sits, by its address or the register that numbers it."""
        stated = self.written.get("beneficiary location:country code") or self.written.get("recipient org:country")
        if stated:
            return joined(stated)
        register = _REGISTER.match(self.one("recipient org:identifier"))
        if not register:
            return ""
        message = _("The file names no country: this is the one whose register numbers the recipient.")
        self.problems.append(Problem(self.line, "countries", register[1], message, WARNING))
        return register[1]

    def _funders(self):
        amount = " ".join(filter(None, [self.one("amount awarded"), self.one("currency")]))
        return joined_parts([[self.one("funding org:name"), self.one("grant programme:title"), amount]])


def _address(text):
    try:
        return values.address(text)[0] if text else ""
    except Bad:
        return ""
