"""One activity to one row: what our columns hold in cells, what none of them holds in `extra`.

`extra`: {
    "adds": True,                          lists gain what the row says and lose nothing
    "kind": "project",                     of a new profile
    "identifier": "GB-1-2", "parent": "",  IATI identifiers
    "regions": ["Central Asia"],           of OECD's list, among the places; True for any other, which may be a village
    "texts": [{"language", "title", "description"}],
    "dates": {"start_date": "Actual start."},
    "organisations": {name: {"reference", "type"}},
    "documents": [(address, title, date)],
}
"""

import re

from django.utils.translation import gettext as _

from initiatives.domain import contacts
from initiatives.domain.cells import joined
from initiatives.imports.iati import codes
from initiatives.imports.iati.documents import documents_of
from initiatives.imports.iati.elements import language_of, line_of, name_of, texts_of
from initiatives.imports.iati.participants import Participants
from initiatives.imports.problems import WARNING, Problem
from initiatives.imports.table import Row
from initiatives.vocabulary import fold

DEFAULT_LANGUAGE = "en"
REGION_NAMES = frozenset(codes.REGIONS.values())
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def row(activity):
    """The Row of an `iati-activity` Element."""
    language = language_of(activity, DEFAULT_LANGUAGE)
    reading = _Reading(activity, language)
    cells, extra = reading.identity(), {"adds": True, "kind": "project"}
    for part in (reading.texts, reading.dates, reading.geography, reading.sectors, reading.participants):
        more_cells, more_extra = part()
        cells |= more_cells
        extra |= more_extra
    documents, website = documents_of(activity, language)
    extra |= {"identifier": reading.identifier, "related": _related(activity), "documents": documents}
    cells |= {"website": website, **reading.source()}
    return Row(activity.line, {name: text for name, text in cells.items() if text}, problems=tuple(reading.problems),
               extra=extra)  # fmt: skip


def _related(activity):
    """{PARENT: [identifiers], CHILD: [identifiers]}"""
    related = [(element.get("type"), element.get("ref")) for element in activity.all("related-activity")]
    return {kind: [ref for code, ref in related if code == kind and ref] for kind in (codes.PARENT, codes.CHILD)}


class _Reading:
    """The parts of one activity; what is wrong with them goes to `problems`."""

    def __init__(self, activity, language):
        self.activity, self.language, self.problems = activity, language, []
        found = activity.all("iati-identifier")
        self.identifier = found[0].text if found else ""
        if not self.identifier:
            message = _("This activity has no iati-identifier.")
            self.problems.append(Problem(activity.line, "external_ids", "", message))

    def warn(self, column, value, message):
        self.problems.append(Problem(self.activity.line, column, value, message, WARNING))

    def identity(self):
        status = self.activity.all("activity-status")
        return {
            "external_ids": joined([f"iati:{self.identifier}"]) if self.identifier else "",
            "status": codes.status(status[0].get("code"), status[0].text) if status else "",
        }

    def source(self):
        """The publication itself is the source, dated by when the activity was last changed in it."""
        reporter = name_of(next(iter(self.activity.all("reporting-org")), self.activity), self.language)
        reporter = contacts.name_without(reporter)
        date = _DAY.match(self.activity.get("last-updated-datetime", "generated-datetime"))
        title = f"IATI activity {self.identifier}" + (f", published by {reporter}" if reporter else "")
        return {"source_title": title, "source_date": date[0] if date else ""}

    # --- texts ---
    def texts(self):
        written = texts_of(self.activity.all("title"), self.language)
        titles = {code: contacts.name_without(element.text) for code, element in written.items()}
        descriptions = self._descriptions()
        original = next(iter(titles), self.language)
        main = "en" if "en" in titles else original
        cells = {"language": main, "title": titles.get(main, ""), "description": self._main(descriptions, main)}
        if original != main:
            cells |= {"title_original": titles[original], "original_language": original}
        others = [
            {"language": code, "title": title, "description": descriptions.get(code, "")}
            for code, title in titles.items()
            if code != main
        ]
        return cells, {"texts": others}

    def _main(self, descriptions, language):
        if language in descriptions or not descriptions:
            return descriptions.get(language, "")
        other, text = next(iter(descriptions.items()))
        message = _("The description is in another language than the title: %(language)s.")
        self.warn("description", "", message % {"language": other})
        return text

    def _descriptions(self):
        """{language: the descriptions of all types, general first, as paragraphs, without contact details}"""
        found = {}
        for element in sorted(self.activity.all("description"), key=lambda element: element.get("type") or "1"):
            for code, narrative in texts_of([element], self.language).items():
                found.setdefault(code, []).append(narrative.paragraphs)
        joint = {code: "\n\n".join(dict.fromkeys(texts)) for code, texts in found.items()}
        kept = {code: contacts.without(text) for code, text in joint.items()}
        if kept != joint:
            self.warn("description", "", _("E-mail addresses or telephone numbers in this text are left out."))
        return kept

    # --- dates ---
    def dates(self):
        days = {}
        for element in self.activity.all("activity-date"):
            days.setdefault(codes.date_type(element.get("type")), _day(element))
        start, about_start = _dated(days, codes.ACTUAL_START, codes.PLANNED_START, "start")
        end, about_end = _dated(days, codes.ACTUAL_END, codes.PLANNED_END, "end")
        if end and end < start and about_end.startswith("Planned") and about_start.startswith("Actual"):
            self.warn("end_date", end, _("The planned end is before the actual start and is left out."))
            end = ""
        notes = {"start_date": (start, about_start), "end_date": (end, about_end)}
        return {"start_date": start, "end_date": end}, {
            "dates": {column: note for column, (day, note) in notes.items() if day}
        }

    # --- where ---
    def geography(self):
        countries = [element.get("code") or name_of(element) for element in self._said("recipient-country")]
        regions = dict.fromkeys(filter(None, map(self._region, self._said("recipient-region"))))
        spoken = {fold(name_of(element)) for element in self.activity.all("recipient-country")}
        named = [name_of(name, self.language) for place in self.activity.all("location") for name in place.all("name")]
        places = [contacts.without(name) for name in named if name and fold(name) not in spoken]
        names = [region for region in regions if isinstance(region, str)]
        cells = {"countries": joined(dict.fromkeys(countries)), "places": joined(dict.fromkeys([*names, *places]))}
        return cells, {"regions": [region if region in REGION_NAMES else True for region in regions]}

    def _region(self, element):
        """The name of a region; True for one that is no place, None for one that says nothing."""
        code, vocabulary = element.get("code"), fold(element.get("vocabulary", "vocab"))
        if vocabulary in codes.DAC_WORDS and code == codes.NOWHERE:
            return True
        known = codes.REGIONS.get(code) if vocabulary in codes.DAC_WORDS else None
        name = known or name_of(element, self.language)
        if not name and code:
            self.warn("places", code, _("No region has this code, and the file gives no name: it is left out."))
        return name or None

    def _said(self, name):
        """What the activity says itself, else what its transactions say."""
        return self.activity.all(name) or [
            element for (said, *_code), element in self.activity.spread.items() if said == name
        ]

    # --- what about ---
    def sectors(self):
        themes, keywords = [], []
        for element in self._said("sector"):
            code, vocabulary = element.get("code") or element.text, fold(element.get("vocabulary", "vocab"))
            if vocabulary in codes.DAC_WORDS and code in codes.THEME_BY_SECTOR:
                themes.append(codes.THEME_BY_SECTOR[code])
            elif code:
                keywords.append(_sector(vocabulary, code))
        return {"themes": joined(dict.fromkeys(themes)), "keywords": joined(dict.fromkeys(keywords))}, {}

    def participants(self):
        return Participants(self.activity, self.language).read()


def _day(element):
    """The day of an activity-date without hours and zone; what is no day stays, to be refused by name."""
    written = element.get("iso-date")
    found = _DAY.match(written or element.text)
    return found[0] if found else written


def _dated(days, actual, planned, what):
    """(day, what sort of day it is, as a note for the reader); the planned day stands in the note where both are."""
    if not days.get(actual):
        return days.get(planned, ""), f"Planned {what}."
    other = days.get(planned, "")
    return days[actual], f"Actual {what}; {other} was planned." if other else f"Actual {what}."


def _sector(vocabulary, code):
    """A code with the name of its list: "DAC 31120", "sector list 10, code 3"."""
    if vocabulary in codes.DAC_WORDS or vocabulary in codes.SECTOR_VOCABULARIES:
        return f"DAC {code}"
    return line_of(f"sector list {vocabulary}, code {code}")
