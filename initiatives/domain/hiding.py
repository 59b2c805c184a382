"""Taking a profile from the public at once because somebody asks for it, and showing it again as it was."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from initiatives.domain import cases, documents, editing, publishing
from initiatives.domain.publishing import Refused
from initiatives.models import Case, Change, Initiative, Source
from initiatives.models.case import OPEN


@transaction.atomic
def hide(case, *, by, reason="", answer=""):
    """Take the profile of a case from the public. The case stays as open as it is, for an answer. Raises Refused.

    An initiative is withdrawn. An organisation has no stage: it is taken from the public profiles and sources that
    name it, which is why it is public at all.
    """
    if not by.has_perm("initiatives.publish_initiative"):
        raise Refused(_("Only a reviewer can hide a profile."))
    found = cases.profile(case)
    if found is None:
        raise Refused(_("There is no such profile any more."))
    why = cases.why(case, reason)
    changes = _withdrawn(found, by, why) if case.subject == "initiative" else _unlinked(found, case, by, why)
    Case.objects.filter(pk=case.pk, state__in=OPEN).update(state="in-work", answer=answer, reason=reason)
    Case.objects.filter(pk=case.pk).update(by=by, outcome="hidden")
    case.hidings.set(changes)


def _withdrawn(initiative, by, why):
    if initiative.stage == "withdrawn":
        raise Refused(_("It is hidden already."))
    return [publishing.move(initiative, "withdrawn", by=by, reason=why)]


def naming(organisation):
    """The public initiatives that name an organisation."""
    linked = Q(partners__organisation=organisation) | Q(funders__organisation=organisation)
    return Initiative.objects.filter(linked, stage="published").distinct()


def _unlinked(organisation, case, by, why):
    named = naming(organisation)
    _must_be_theirs(named.values("uuid"), by)
    published = Source.objects.filter(publisher=organisation)
    keys = {
        "initiative": [str(key) for key in named.values_list("uuid", flat=True)],
        "source": [str(key) for key in published.values_list("uuid", flat=True)],
    }
    if not any(keys.values()):
        raise Refused(_("It is hidden already."))
    changes = []
    for subject, found in keys.items():
        wanted = {key: _without(row, organisation) for key, row in editing.lock(subject, found).items()}
        told = why if subject == "initiative" else str(case)  # more people read the history of a source
        changed = editing.write(subject, wanted, by=by, act="edited", reason=told)
        changes += [Change.objects.filter(subject=subject, key=key).first() for key in changed]
    return changes


def _must_be_theirs(keys, by):
    others = Initiative.objects.exclude(pk__in=Initiative.objects.editable_by(by).values("pk"))
    if others.filter(uuid__in=keys).exists():
        raise Refused(_("Profiles outside your countries name it: ask a reviewer of all countries."))


def _without(document, organisation):
    """The document of an initiative or of a source without the rows and facts that name the organisation."""
    key = str(organisation.uuid)
    if "publisher" in document:
        return document | {"publisher": None}
    rows = {name: [row for row in document[name] if row["organisation"] != key] for name in ("funders", "partners")}
    paths = (
        f"funders.{organisation.slug}",
        *(f"partners.{row['role']}.{organisation.slug}" for row in document["partners"]),
    )
    cited = [row for row in document["citations"] if not _is_in(row["field"], paths)]
    return document | rows | {"citations": cited}


def _is_in(field, paths):
    return any(field == path or field.startswith(f"{path}.") for path in paths)


@transaction.atomic
def show_again(case, *, by, reason=""):
    """Undo `hide`: all is what it was before. Raises Refused where somebody has changed any of it since."""
    changes = list(case.hidings.all())
    if not changes:
        raise Refused(_("This case hides no profile."))
    _must_be_theirs([change.key for change in changes if change.subject == "initiative"], by)
    try:
        for change in reversed(changes):
            _restored(change, by, cases.why(case, reason))
    except editing.Stale as stale:
        raise Refused(_("It has been changed since it was hidden: mend it on its own page.")) from stale
    case.hidings.clear()
    Case.objects.filter(pk=case.pk).update(outcome="shown", by=by)


def _restored(change, by, why):
    tokens = {change.key: documents.token(change.after)}
    editing.write(change.subject, {change.key: change.before}, by=by, act="restored", reason=why, tokens=tokens)
