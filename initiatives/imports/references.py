"""Organisations by their identifiers: known ones are found by them, new ones get them."""

from collections import defaultdict

from django.utils.translation import gettext as _

from initiatives.domain.matching import name_key

SCHEME = "org-id"


class References:
    """What a row's extra says of the organisations in its cells:
    {name: {"reference": "GB-CHC-1", "type": slug, "website": address}}, each of them optional."""

    def __init__(self, directory):
        self.directory = directory
        self.held = defaultdict(set)
        for value, key in directory.names.by_identifier.items():
            self.held[key].add(value)

    def prepare(self, draft):
        """Fill draft.named, {name as written: key of the organisation it means, None for none}, by identifiers."""
        for name, facts in draft.row.extra.get("organisations", {}).items():
            reference = facts.get("reference", "")
            key = self.directory.names.by_identifier.get(reference) if reference else None
            if key:
                draft.named[name] = key
                self._warn_of_other_name(draft, name, key, reference)
            elif name == reference:
                draft.named[name] = None
                draft.warn("", name, _("No organisation has this identifier, and the file gives no name."))
            elif reference and self._is_another(name, reference):
                draft.named[name] = self.directory.new_organisation(self.directory.written(name))
                draft.warn(
                    "", name, _("A new organisation will be made: the known one of this name has another number.")
                )
                self._complete(draft.named[name], facts)

    def add(self, draft):
        """Give the new organisations of a row what it says of them."""
        for name, facts in draft.row.extra.get("organisations", {}).items():
            key = draft.named.get(name) or self.directory.made.get(self.directory.written(name))
            if key in self.directory.planned["organisation"]:
                self._complete(key, facts)

    def _complete(self, key, facts):
        document = self.directory.planned["organisation"][key]
        reference = facts.get("reference", "")
        if reference and reference not in self.directory.names.by_identifier:
            document["identifiers"].append({"scheme": SCHEME, "value": reference})
            self.directory.names.add_identifier(key, SCHEME, reference)
            self.held[key].add(reference)
        if facts.get("type") and document["type"] == "unknown":
            document["type"] = facts["type"]
        document["website"] = document["website"] or facts.get("website", "")

    def _is_another(self, name, reference):
        """Whether who is called so has another number in the same register: then it is somebody else."""
        found = self.directory.names.find(self.directory.written(name))
        return any(_register(held) == _register(reference) for key in found for held in self.held[key])

    def _warn_of_other_name(self, draft, name, key, reference):
        called = self.directory.called[key]
        known = self.directory.names.find(self.directory.written(name))
        if key not in known and name != reference and name_key(called) != name_key(name):
            message = _("By its identifier, %(reference)s, this is “%(name)s”.")
            draft.warn("", name, message % {"reference": reference, "name": called})


def _register(value):
    """ "GB-CHC" of "GB-CHC-1", "" of what names no register (org-id.guide)."""
    parts = value.split("-", 2)
    return "-".join(parts[:2]) if len(parts) == 3 else value
