"""Who takes part in an activity, by our roles; bodies that are nobody in particular are left out."""

from initiatives.domain import contacts
from initiatives.domain.cells import joined
from initiatives.domain.columns import other_organisation
from initiatives.imports.iati import codes
from initiatives.imports.iati.elements import name_of


class Participants:
    """`known`: {name as it stands in the cells: {"reference", "type"}}"""

    def __init__(self, activity, language):
        self.language, self.known = language, {}
        self.reporting = activity.all("reporting-org")
        self.by_role = {code: [] for code in codes.ROLE_BY_WORD.values()}
        for element in activity.all("participating-org"):
            role, name = codes.role(element.get("role")), self._named(element)
            if role and name and name not in self.by_role[role]:
                self.by_role[role].append(name)

    def read(self):
        """(cells, extra): the first who implements leads, else who reports."""
        leads = self.by_role[codes.IMPLEMENTING] or list(filter(None, map(self._named, self.reporting)))
        others = [(name, "accountable") for name in self.by_role[codes.ACCOUNTABLE]]
        others += [(name, "intermediary") for name in self.by_role[codes.EXTENDING]]
        cells = {
            "lead": joined(leads[:1]),
            "implementers": joined(leads[1:] if self.by_role[codes.IMPLEMENTING] else ()),
            "funders": joined(self.by_role[codes.FUNDING]),
            "other_organisations": joined(other_organisation(*other) for other in others),
        }
        return cells, {"organisations": self.known}

    def _named(self, element):
        """The name of a participant, its reference where it has no name, "" where it is nobody in particular."""
        written, name = element.get("ref"), contacts.name_without(name_of(element, self.language))
        reference = codes.reference(written)
        if codes.is_generic(name, written) or not (name or reference):
            return ""
        name = name or self._reported(reference) or reference
        facts = {"reference": reference, "type": codes.organisation_type(element.get("type"))}
        known = self.known.setdefault(name, facts)
        self.known[name] = {key: known[key] or facts[key] for key in facts}
        return name

    def _reported(self, reference):
        """The name of the reporting organisation, where this is its reference."""
        named = (name_of(element, self.language) for element in self.reporting if element.get("ref") == reference)
        return contacts.name_without(next(named, ""))
