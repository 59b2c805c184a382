"""What stands between a profile and the public, beside the button: each point leads to the field that mends it."""

from django.utils.functional import cached_property

from initiatives.admin import citing
from initiatives.domain import publishing, readiness

ANCHORS = {"title": "texts-group", "summary": "texts-group", "citations": "citations-group"}


class Readiness:
    def __init__(self, initiative, user):
        self.initiative, self.user = initiative, user

    @cached_property
    def document(self):
        return citing.document_of(self.initiative)

    @cached_property
    def lacks(self):
        """[(Lack, where it is mended)]"""
        count = len(self.document["citations"])
        return [(lack, _address(lack, count)) for lack in readiness.lacks(self.document)]

    @property
    def refusing(self):
        return [pair for pair in self.lacks if pair[0].is_needed]

    @property
    def missing(self):
        return [pair for pair in self.lacks if not pair[0].is_needed]

    @cached_property
    def countries(self):
        """Names of countries with a law against foreign funding, for which a reason is asked."""
        return [country.name for country in publishing.dangerous_countries(self.initiative)]

    @cached_property
    def needs_other_eyes(self):
        return publishing.needs_other_eyes(self.initiative, self.document, self.user)

    def __bool__(self):
        return bool(self.lacks or self.countries or self.needs_other_eyes)


def _address(lack, count):
    if lack.wants_source:
        return citing.address(lack.path, count)
    return "#" + ANCHORS.get(lack.path, f"id_{lack.path}")
