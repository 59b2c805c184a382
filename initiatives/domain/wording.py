"""Short sentences about dates and standing that lists and pages say in the same words."""

from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from initiatives.models.fields import PartialDate
from initiatives.vocabulary import NAMING_NOTES, PRE_2022_NOTICE, language_name

BODIES = {"platform", "network", "organisation", "initiative"}  # these are founded, others start


def period(start, end):
    """ "May 2024 to December 2024", "since 2018", "until 2020", or "" where neither is known."""
    start, end = PartialDate(start), PartialDate(end)
    if start and end and start != end:
        return _("%(start)s to %(end)s") % {"start": start.spoken(), "end": end.spoken()}
    if start and end:
        return start.spoken()
    if start:
        return _("since %(date)s") % {"date": start.spoken()}
    return _("until %(date)s") % {"date": end.spoken()} if end else ""


def started(kind):
    """What the start of an initiative of this kind (an entry, or None) is called."""
    return _("Founded") if kind and kind.slug in BODIES else _("Start")


def standing(standing, status):
    """How it stands, in one phrase for the middle of a line; "" where nothing is known. `status` is an entry."""
    if standing.ended_by_dates:
        return _("ended, by its stated dates")
    if status is None or status.slug == "unknown":
        return _("status not known")
    label = small(status)
    if not standing.as_of:
        return label if standing.confirmed else _("%(status)s, undated") % {"status": label}
    words = {"status": label, "date": standing.as_of.spoken()}
    if standing.confirmed:
        return _("%(status)s, as of %(date)s") % words
    return _("%(status)s, as of %(date)s; not confirmed since") % words


def small(label):
    """A label as it stands within a line."""
    text = str(label)
    return text[:1].lower() + text[1:]


def day(date):
    """The PartialDate of a datetime.date or datetime, so that all dates on a page are spoken alike."""
    return date if isinstance(date, PartialDate) else PartialDate(f"{date:%Y-%m-%d}")


def verified(date):
    """ "verified 21 November 2026", "" for no date; `date` is a datetime.date, a PartialDate or None."""
    return _("verified %(date)s") % {"date": day(date).spoken()} if date else ""


def ago(date, on):
    """How long before the day `on` the day `date` was, in the largest unit that fits: "3 months ago", "today"."""
    days = (on - date).days
    months = (on.year - date.year) * 12 + on.month - date.month - (on.day < date.day)
    if days <= 0:
        return _("today")
    if months >= 12:
        return ngettext("%(count)d year ago", "%(count)d years ago", months // 12) % {"count": months // 12}
    if months:
        return ngettext("%(count)d month ago", "%(count)d months ago", months) % {"count": months}
    return ngettext("%(count)d day ago", "%(count)d days ago", days) % {"count": days}


def freshness(fresh):
    """When a Freshness says it was verified, in one phrase for a list; "" for never."""
    if not fresh.is_overdue:
        return verified(fresh.verified)
    return _("last verified %(ago)s: a check is overdue") % {"ago": ago(fresh.verified, fresh.on)}


def updated(date):
    """ "updated 21 November 2026", "" for no date; `date` as for `verified`."""
    return _("updated %(date)s") % {"date": day(date).spoken()} if date else ""


def version(date):
    """ "version of 21 November 2026", "" for no date; `date` as for `verified`."""
    return _("version of %(date)s") % {"date": day(date).spoken()} if date else ""


def line(card):
    """The quiet facts of a Card in a list: what it is, where, since when, how it stands, when verified."""
    if card.kind is None:
        return [country.name for country in card.countries]
    countries = [country.name for country in card.countries]
    is_known = card.standing.ended_by_dates or (card.status and card.status.slug != "unknown")
    known = standing(card.standing, card.status) if is_known else ""
    facts = [card.kind.label, ", ".join(countries), period(card.start_date, card.end_date)]
    return [str(fact) for fact in (*facts, known, freshness(card.freshness)) if fact]


def naming_notes(named, *more):
    """The notes that these countries and places call for, each once; `more`: slugs of others that the page needs."""
    slugs = dict.fromkeys([*(row.naming_note for row in named if row and row.naming_note), *more])
    return [NAMING_NOTES[slug] for slug in slugs]


@dataclass(frozen=True)
class Notice:
    """A sentence that a reader must not miss; `level` is "warning" where what follows may no longer hold."""

    text: str
    more: str = ""
    level: str = ""


def notices(profile):
    """What must be said at the head of a public Profile: its age, its standing, its language."""
    if profile.kind is None:
        yield Notice(_("Only the name and the country of this initiative are public."))
    elif profile.predates_full_scale_war:
        yield Notice(str(PRE_2022_NOTICE), _unconfirmed(profile), "warning")
    elif profile.standing.ended_by_dates:
        told = _("Ended, by its stated dates (%(end)s).") % {"end": profile.end_date.spoken()}
        yield Notice(told, _("No source we know says that it was completed."))
    elif _unconfirmed(profile):
        yield Notice(_unconfirmed(profile), "", "warning")
    if profile.freshness.is_overdue:
        told = _("Last verified %(ago)s.") % {"ago": ago(profile.freshness.verified, profile.freshness.on)}
        due = _("It was due for another check by %(date)s: what stands here may no longer hold.")
        yield Notice(told, due % {"date": day(profile.freshness.due).spoken()}, "warning")
    yield from _language_notices(profile.text)


def _unconfirmed(profile):
    if profile.standing.confirmed or profile.status.slug == "unknown":
        return ""
    if not profile.standing.as_of:
        return _("Its status rests on no dated source.")
    return _("Status not confirmed since %(date)s.") % {"date": profile.standing.as_of.spoken()}


def _language_notices(text):
    wanted = get_language() or "en"
    if text.language.partition("-")[0] != wanted:
        names = {"shown": language_name(text.language), "wanted": language_name(wanted)}
        yield Notice(_("Text in %(shown)s: there is none in %(wanted)s yet.") % names)
    if text.method == "machine":
        yield Notice(_("This text was translated by machine."))
