"""What initiatives did and plan, by type and year."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from initiatives.domain import nations, timeline, wording
from initiatives.filters.labels import unknown
from initiatives.views import params
from initiatives.vocabulary import ACTIVITY_STATES, ACTIVITY_TYPES


def activities(request):
    kind, unknown_type = params.known(request, "type", ACTIVITY_TYPES)
    state, unknown_state = params.known(request, "state", ACTIVITY_STATES)
    year, no_year = params.year(request)
    code = params.text(request, "country")
    country = nations.known(code)
    found = timeline.activities(kind, year, state, country.code if country else code)
    page = timeline.page(found, params.number(request))
    context = {
        "page": page,
        "notes": wording.naming_notes(named(page)),
        "counted": timeline.COUNTED,
        "types": [(entry, entry.slug == kind) for entry in ACTIVITY_TYPES],
        "states": [(entry, entry.slug == state) for entry in ACTIVITY_STATES],
        "country": country,
        "year": params.text(request, "year"),
        "year_is_wrong": no_year,
        "word_is_unknown": unknown_type or unknown_state,
        "complaint": unknown(code, _("country")) if code and not country else "",
        "is_filtered": bool(kind or state or year or code),
        "previous": params.other_page(request, page.number - 1) if page.number > 1 else "",
        "next": params.other_page(request, page.number + 1) if page.has_next else "",
    }
    return render(request, "initiatives/activities.html", context)


def named(page):
    """Countries and places whose names stand on the page."""
    for moment in page.moments:
        yield from (*moment.profile.countries, *moment.event.places)
