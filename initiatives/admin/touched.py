"""Which profiles an import made or changed: the ledger read by import, with the way to each of them."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.urls import reverse

from initiatives.domain.titles import title_in
from initiatives.models import Change, Initiative, Organisation, Place, Source

MODELS = {"initiative": Initiative, "organisation": Organisation, "place": Place, "source": Source}
SIZE = 100


@dataclass(frozen=True)
class Touched:
    """`address` is "" where the profile is gone, or is not this person's to see."""

    change: Change
    kind: str
    name: str
    address: str


class TouchedProfiles:
    def __init__(self, run, user, page):
        self.user = user
        self.page = Paginator(run.changes.order_by("subject", "pk"), SIZE).get_page(page)

    @property
    def rows(self):
        changes = list(self.page)
        addresses = {}
        for subject, model in MODELS.items():
            keys = [change.key for change in changes if change.subject == subject]
            addresses |= self._addresses(subject, model, keys) if keys else {}
        return [_touched(change, addresses.get((change.subject, change.key), "")) for change in changes]

    def _addresses(self, subject, model, keys):
        if not self.user.has_perm(f"initiatives.view_{subject}"):
            return {}
        rows = model.objects.visible_to(self.user) if model is Initiative else model.objects.all()
        found = rows.filter(uuid__in=keys).values_list("uuid", "pk")
        return {(subject, str(key)): reverse(f"admin:initiatives_{subject}_change", args=[pk]) for key, pk in found}


def _touched(change, address):
    document = change.after or change.before
    return Touched(change, str(MODELS[change.subject]._meta.verbose_name), title_in(document), address)
