"""Organisations and places of an initiative: found by what the cell says, or planned as new ones."""

import re
from collections import defaultdict

from django.utils.translation import gettext as _

from initiatives.domain.cells import apart, clean, joined, split, split_parts
from initiatives.domain.columns import ROLE_COLUMNS, funder_parts
from initiatives.imports import values
from initiatives.imports.reasons import REASONS
from initiatives.models import Funder, Organisation, Place
from initiatives.vocabulary import ALL_ROLES, ROLES

OTHERS = "other_organisations"
LONGEST_NAME = Organisation._meta.get_field("name").max_length
LONGEST_PLACE = Place._meta.get_field("name").max_length
LONGEST_PROGRAMME = Funder._meta.get_field("programme").max_length
_ROLE = re.compile(r"(?P<name>.*\S)\s*\[(?P<role>[^\[\]]+)\]\Z", re.DOTALL)


def fill(draft):
    """Partners by role, then funders: a role written beside a name is filed under that role."""
    found, filed = _by_column(draft)
    partners = _partners(draft, found, filed)
    funders = draft.wanted("funders")
    if funders is not None or filed["funder"]:
        _fill_funders(draft, funders, filed["funder"])
    draft.document["partners"] = partners


def _by_column(draft):
    """({role: [organisation]} that replaces what is there, {role: [organisation]} that is added)"""
    found, filed = {}, defaultdict(list)
    for column, role in ROLE_COLUMNS.items():
        wanted = draft.wanted(column)
        if wanted is not None:
            known = _known(draft, role)
            found[role] = [organisation(draft, column, name, known) for name in split(wanted)]
    wanted = draft.wanted(OTHERS)
    if wanted is not None:
        found |= {role.slug: [] for role in ROLES if role.slug not in ROLE_COLUMNS.values()}
        for item in split(wanted):
            name, role = _with_role(draft, item)
            filed[role].append(organisation(draft, OTHERS, name, _known(draft, role)))
    return found, filed


def _with_role(draft, item):
    written = _ROLE.match(item)
    if not written:
        draft.warn(OTHERS, item, _("No role stands beside this name: it is filed as a partner. Write Name [host]."))
        return item, "partner"
    return written["name"], draft.code(OTHERS, written["role"], ALL_ROLES) or "partner"


def _partners(draft, found, filed):
    """The rows of all partners; those that stay keep their dates and consent."""
    known = {(row["role"], row["organisation"]): row for row in draft.document["partners"]}
    wanted = [pair for pair in known if pair[0] not in found]
    wanted += [(role, key) for keys in (found, filed) for role in keys if role != "funder" for key in keys[role] if key]
    return [known.get(pair) or {"role": pair[0], "organisation": pair[1]} for pair in dict.fromkeys(wanted)]


def _fill_funders(draft, wanted, filed):
    rows = {(row["organisation"], row["programme"]): row for row in draft.document["funders"]}
    if wanted is not None:
        known = {tuple(funder_parts(row, draft.names)): row for row in rows.values()}
        read = [_funder(draft, parts, known, rows) for parts in split_parts(wanted)]
        rows = {(row["organisation"], row["programme"]): row for row in read if row}
    for key in filed:
        if key and not any(key == other for other, _ in rows):
            rows[key, ""] = {"organisation": key, "programme": ""}
    draft.document["funders"] = list(rows.values())


def _funder(draft, parts, known, rows):
    """One funder of ["Name", "programme", "250000 EUR"]; what the cell does not say stays."""
    name, programme, money = [*parts, "", ""][:3]
    if (name, programme, money) in known:
        return known[name, programme, money]
    if len(parts) > 3:
        draft.error("funders", " | ".join(parts), _("Write Name | programme | 250000 EUR."))
    key = organisation(draft, "funders", name, _known(draft, "funder"))
    programme = draft.parsed("funders", programme, values.short, LONGEST_PROGRAMME)
    row = rows.get((key, programme), {"organisation": key, "programme": programme})
    if money:
        amount, currency = draft.parsed("funders", money, values.amount, default=("", ""))
        row = row | {"amount": amount or None, "currency": currency}
    return row if key else None


def _known(draft, role):
    """{name: key} of the organisations that the profile has in this role, else in any: they are found by name first."""
    if not draft.before:
        return {}
    pairs = [("funder", row["organisation"]) for row in draft.before["funders"]]
    pairs += [(row["role"], row["organisation"]) for row in draft.before["partners"]]
    ordered = sorted(pairs, key=lambda pair: pair[0] == role)
    return {clean(draft.names.organisations[key].name): key for _, key in ordered}


def organisation(draft, column, text, known=()):
    """The key of the organisation that `text` names: one of the profile's own, one that is known, or a new one."""
    text = draft.parsed(column, clean(text), values.short, LONGEST_NAME)
    if text in draft.named:
        return draft.named[text]
    if not text or text in known:
        return known[text] if text else None
    directory, written = draft.directory, draft.directory.written(text)
    if written in directory.made:
        return directory.made[written]
    found = directory.names.find(written)
    if len(found) == 1:
        return next(iter(found))
    key = directory.new_organisation(written)
    draft.warn(column, text, _new_organisation(directory, key) + _if_several(text))
    return key


def _if_several(text):
    """A hint where a name has commas as between names: each piece begins with a capital, and no "and" joins them."""
    pieces = text.split(", ")
    if len(pieces) == 1 or apart(text) != pieces or not all(piece[:1].isupper() for piece in pieces):
        return ""
    return " " + _("If these are several, divide them by semicolons: %(several)s.") % {"several": joined(pieces)}


def _new_organisation(directory, key):
    """That a new organisation is made, and which known ones it might be, with the reason."""
    if not directory.proposed[key]:
        return _("A new organisation will be made.")
    names = "; ".join(
        f"“{directory.called[other]}” ({other}): {REASONS[reason]}" for other, reason in directory.proposed[key]
    )
    return _("A new organisation will be made, unless you choose one that it may be: %(names)s.") % {"names": names}


def fill_places(draft):
    wanted = draft.wanted("places")
    if wanted is not None:
        known = known_places(draft, draft.document["places"])
        keys = [place(draft, "places", name, known) for name in split(wanted)]
        draft.document["places"] = sorted({key for key in keys if key})


def known_places(draft, keys):
    return {clean(draft.names.places[key].name): key for key in keys if draft.names and key in draft.names.places}


def place(draft, column, text, known=()):
    """The key of the place that `text` names within the row's countries, or of a new one kept as written."""
    text = draft.parsed(column, clean(text), values.short, LONGEST_PLACE)
    if not text or text in known:
        return known[text] if text else None
    directory, countries = draft.directory, draft.document["countries"]
    found = directory.places(text, countries)
    if len(found) == 1:
        return next(iter(found))
    if found:
        message = _("Several places are called so. A new one is kept as written, without coordinates.")
    else:
        message = _("This place is not known: it is kept as written, without coordinates.")
    if len(countries) == 1:
        suggested = directory.countries.names.get(countries[0], countries[0])
        message += " " + _("It may lie in %(country)s.") % {"country": suggested}
    draft.warn(column, text, message)
    return directory.new_place(text)
