"""What a form would save is looked at twice where it may harm: contact data, exact places, laws of a country."""

from dataclasses import dataclass, field

from initiatives.admin.seen import reason_of
from initiatives.domain import documents, publishing, screening

LOOKED = "_looked"


@dataclass
class Unlooked(Exception):
    """A form that waits for its person. `findings`: [(Finding, name of the field, whether they looked at it)];
    `countries`: whose laws punish foreign funding or contacts, and no reason is given."""

    findings: list = field(default_factory=list)
    countries: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.countries) or not all(is_looked_at for _, _, is_looked_at in self.findings)


def look(request, edit):
    """Raise Unlooked where what the form wrote since `edit` began must be looked at first. Call before it ends."""
    after = documents.read_one(edit.subject, edit.key)
    looked = request.POST.getlist(LOOKED)
    found = screening.fresh(edit.subject, edit.before, after).items()
    unlooked = Unlooked([(finding, label, finding.token in looked) for finding, label in found])
    if edit.subject == "initiative" and edit.before and not reason_of(request).strip():
        unlooked.countries = [country.name for country in publishing.newly_flagged(edit.before, after)]
    if unlooked:
        raise unlooked
