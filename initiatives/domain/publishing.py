"""The way of a profile to the public and back: who may take which step, and what must hold first."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.domain import editing
from initiatives.models import Country, Initiative, Organisation, Place

STEPS = {
    "draft": {"in-review", "published", "withdrawn"},
    "in-review": {"draft", "published", "withdrawn"},
    "published": {"archived", "withdrawn", "draft"},
    "archived": {"published", "draft", "withdrawn"},
    "withdrawn": {"draft"},
}
WITHOUT_REVIEWER = {("draft", "in-review"), ("in-review", "draft")}


class Refused(Exception):
    """A step that may not be taken; its text is a sentence for the editor."""


def allowed(user, old, new):
    """Whether `user` may move a profile from stage `old` to `new`: reviewers all, editors only to review and back."""
    if new not in STEPS[old]:
        return False
    own = (old, new) in WITHOUT_REVIEWER and user.has_perm("initiatives.change_initiative")
    return own or user.has_perm("initiatives.publish_initiative")


@transaction.atomic
def move(initiative, stage, *, by, reason="", token=None):
    """Move a profile to `stage` and write it down.

    Raises Refused where there is no such step, `by` may not take it, or a profile to be published lacks a title, a
    country or a source, or touches a country with a law against foreign funding and no reason is given (safety.md).
    Raises Stale where `token`, of the version that `by` saw, is not that of now.
    """
    edit = editing.begin("initiative", initiative.uuid, token)
    current = Initiative.objects.get(pk=initiative.pk)
    if not allowed(by, current.stage, stage):
        raise Refused(_("You can't take this step with “%(title)s”.") % {"title": current})
    if stage == "published":
        _must_be_ready(current, edit.before, reason)
    current.stage = stage
    current.save()
    return editing.finish(edit, by=by, act=stage, reason=reason)


@transaction.atomic
def verify(initiative, *, by, verification="source-checked", on=None, token=None, reason=""):
    """Write down that the profile was checked against its sources (or by the organisation) on the day `on`, today.

    Raises Stale where `token`, of the version that was checked, is not that of now.
    """
    edit = editing.begin("initiative", initiative.uuid, token)
    current = Initiative.objects.get(pk=initiative.pk)
    current.verification, current.verified_date = verification, on or timezone.localdate()
    current.save()
    return editing.finish(edit, by=by, act="verified", reason=reason)


def _must_be_ready(initiative, document, reason):
    missing = lacking(document)
    if missing:
        raise Refused(
            _("“%(title)s” can't be published yet: %(missing)s.") % {"title": initiative, "missing": "; ".join(missing)}
        )
    countries = dangerous_countries(initiative)
    if countries and not reason.strip():
        names = ", ".join(country.name for country in countries)
        raise Refused(
            _("Laws in %(countries)s punish foreign funding or contacts. Say why publishing “%(title)s” harms nobody.")
            % {"countries": names, "title": initiative}
        )


def lacking(document):
    """What a document lacks to be published, as sentences' parts."""
    wanted = {
        _("it has no title"): document["texts"],
        _("it has no country"): document["countries"] or document["places"],  # a place may be a region of the world
        _("it has no source"): document["citations"],
    }
    return [sentence for sentence, value in wanted.items() if not value]


def dangerous_countries(initiative):
    """Countries with a law against foreign funding in which the profile works, or an organisation of it sits."""
    flagged = Country.objects.filter(funding_law=True)
    own = flagged.filter(initiatives=initiative)
    through_links = flagged.filter(organisation__partnerships__initiative=initiative)
    through_money = flagged.filter(organisation__fundings__initiative=initiative)
    through_places = flagged.filter(place__initiatives=initiative)
    return (own | through_links | through_money | through_places).distinct()


def dangers():
    """{code of such a country, or key of an organisation or place that lies there: code}"""
    flagged = Country.objects.filter(funding_law=True)
    found = {code: code for code in flagged.values_list("pk", flat=True)}
    for model in (Organisation, Place):
        rows = model.objects.filter(country__in=flagged).values_list("uuid", "country")
        found |= {str(key): code for key, code in rows}
    return found
