"""The way of a profile to the public and back: who may take which step, and what must hold first."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.domain import editing, four_eyes, readiness
from initiatives.domain.titles import title_in, title_of
from initiatives.models import Country, Initiative, Organisation, Place

STEPS = {
    "draft": {"in-review", "published", "withdrawn"},
    "in-review": {"draft", "published", "withdrawn"},
    "published": {"archived", "withdrawn", "draft"},
    "archived": {"published", "draft", "withdrawn"},
    "withdrawn": {"draft"},
}
WITHOUT_REVIEWER = {("draft", "in-review"), ("in-review", "draft")}
PUBLISH = "initiatives.publish_initiative"
WITH_REASON = {"archived", "withdrawn"}


class Refused(Exception):
    """A step that may not be taken; its text is a sentence for the editor."""


def allowed(user, old, new):
    """Whether `user` may move a profile from stage `old` to `new`: reviewers all, editors only to review and back."""
    if new not in STEPS[old]:
        return False
    own = (old, new) in WITHOUT_REVIEWER and user.has_perm("initiatives.change_initiative")
    return own or user.has_perm(PUBLISH)


@transaction.atomic
def move(initiative, stage, *, by, reason="", criterion="", token=None):
    """Move a profile to `stage` and write it down.

    `criterion`: the inclusion criterion of a profile that is published without having one yet.

    Raises Refused where there is no such step, `by` may not take it, a profile goes from the public without a reason,
    or a profile to be published lacks what is needed (readiness), is sensitive and `by` wrote it or sent it to review,
    or touches a country with a law against foreign funding and no reason is given (safety.md). Raises Stale where
    `token`, of the version that `by` saw, is not that of now.
    """
    edit = editing.begin("initiative", initiative.uuid, token)
    current = Initiative.objects.get(pk=initiative.pk)
    if not (allowed(by, current.stage, stage) and _is_theirs(current, by)):
        raise Refused(_("You can't take this step with “%(title)s”.") % {"title": title_of(current)})
    if stage in WITH_REASON and not reason.strip():
        raise Refused(
            _("Say why “%(title)s” goes from the public: it stands in the history.") % {"title": title_of(current)}
        )
    if stage == "published":
        current.inclusion_criterion = current.inclusion_criterion or criterion
        document = edit.before | {"inclusion_criterion": current.inclusion_criterion}
        _must_be_ready(current, document, by, reason)
    current.stage = stage
    current.save()
    return editing.finish(edit, by=by, act=stage, reason=reason)


def _is_theirs(initiative, by):
    """Reviewers take steps with all they see; others with what they work on, not with all they may read."""
    return by.has_perm(PUBLISH) or Initiative.objects.of(by).filter(pk=initiative.pk).exists()


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


def _must_be_ready(initiative, document, by, reason):
    missing = [lack.words for lack in readiness.lacks(document) if lack.is_needed]
    if missing:
        raise Refused(
            _("“%(title)s” can't be published yet: %(missing)s.")
            % {"title": title_of(initiative), "missing": "; ".join(missing)}
        )
    if needs_other_eyes(initiative, document, by):
        raise Refused(
            _("“%(title)s” is sensitive, and you wrote it last or sent it to review: somebody else must publish it.")
            % {"title": title_of(initiative)}
        )
    countries = dangerous_countries(initiative)
    if countries and not reason.strip():
        raise _asks_why(countries, title_of(initiative))


def needs_other_eyes(initiative, document, by):
    """Whether somebody else than `by` must publish this: it is sensitive, and `by` had a part in what it says now."""
    key = initiative.uuid
    return four_eyes.had_part(by, key) and (
        four_eyes.is_sensitive(document) or dangerous_countries(initiative).exists() or four_eyes.was_sensitive(key)
    )


def lacking(document):
    """What a document made by an import lacks to be published, as sentences' parts."""
    return [lack.words for lack in readiness.needed(document)]


def dangerous_countries(initiative):
    """Countries with a law against foreign funding in which the profile works, or an organisation of it sits."""
    flagged = Country.objects.filter(funding_law=True)
    own = flagged.filter(initiatives=initiative)
    through_links = flagged.filter(organisation__partnerships__initiative=initiative)
    through_money = flagged.filter(organisation__fundings__initiative=initiative)
    through_places = flagged.filter(place__initiatives=initiative)
    return (own | through_links | through_money | through_places).distinct()


def flagged(document):
    """Codes of such countries in which an initiative's document works, or a place or organisation of it lies."""
    organisations = {row["organisation"] for row in (*document["partners"], *document["funders"])}
    own = Q(pk__in=document["countries"])
    lying = Q(pk__in=Organisation.objects.filter(uuid__in=organisations).values("country"))
    lying |= Q(pk__in=Place.objects.filter(uuid__in=document["places"]).values("country"))
    return set(Country.objects.filter(own | lying, funding_law=True).values_list("pk", flat=True))


def newly_flagged(before, after):
    """Countries with such a law that a public initiative touches in its document `after`, and did not in `before`."""
    if after["stage"] != "published":
        return Country.objects.none()
    return Country.objects.filter(pk__in=flagged(after) - flagged(before))


def must_have_reason(before, after, reason):
    """Raise Refused where a public initiative comes to touch such a country, and nobody says why."""
    countries = () if reason.strip() else newly_flagged(before, after)
    if countries:
        raise _asks_why(countries, title_in(after))


def _asks_why(countries, title):
    names = ", ".join(country.name for country in countries)
    return Refused(
        _("Laws in %(countries)s punish foreign funding or contacts. Say why publishing “%(title)s” harms nobody.")
        % {"countries": names, "title": title}
    )


def dangers():
    """{code of such a country, or key of an organisation or place that lies there: code}"""
    flagged = Country.objects.filter(funding_law=True)
    found = {code: code for code in flagged.values_list("pk", flat=True)}
    for model in (Organisation, Place):
        rows = model.objects.filter(country__in=flagged).values_list("uuid", "country")
        found |= {str(key): code for key, code in rows}
    return found
