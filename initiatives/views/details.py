"""One initiative."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.domain import profiles, redirects, similar, versions, wording
from initiatives.views import linked, sourced
from initiatives.views.citing import citation
from initiatives.views.moving import moved

TERMS = {
    "theme": _("Themes"),
    "approach": _("Approach"),
    "level": _("Level"),
    "reach": _("Reach"),
    "beneficiary": _("Who it serves"),
}


def initiative(request, slug):
    profile = profiles.get(slug)
    if profile is None:
        found = redirects.target("initiative", slug)
        if found is None or profiles.get(found.slug) is None:
            raise Http404
        return moved(request, found)
    dated = versions.current(profile.id) if profile.kind else None
    token, at = dated or ("", None)
    path = reverse("initiatives:version", args=[slug, token]) if token else request.path
    return page(request, profile, citation(profile, settings.SITE_NAME, request.build_absolute_uri(path), dated=at))


def page(request, profile, cite, version=None):
    """The page of a public Profile; `version`: {"at", "is_current"} of an old one, which is tied to no others."""
    is_told = profile.kind and version is None  # what shows only its name does not say what it belongs to
    whole, parts, alike = similar.around(profile) if is_told else ((), (), ())
    context = {
        "profile": profile,
        "sources": sourced.numbered(profile),
        "publishers": sourced.publishers(profile, timezone.localdate()),
        "terms": list(coded_terms(profile)),
        "notices": wording.notices(profile),
        "notes": wording.naming_notes(named(profile)),
        "is_sure": is_sure(profile),
        "names": doubtful_names(profile),
        "whole": whole,
        "parts": parts,
        "similar": alike,
        "cite": cite,
        "version": version,
        "linked": "" if version else linked.initiative(profile, request.build_absolute_uri(request.path)),
    }
    return render(request, "initiatives/detail.html", context)


def is_sure(profile):
    """Whether how it stands can be said in a word; else a notice says it (domain.wording.notices)."""
    standing = profile.standing
    return not standing.ended_by_dates and (standing.confirmed or profile.status.slug == "unknown")


def doubtful_names(profile):
    found = [(profile.text.title, profile.text.language, profile.facts["title"])]
    found += [(alias["name"], alias["language"], fact) for alias, fact in profile.aliases]
    return sourced.doubtful(found)


def coded_terms(profile):
    """(parameter of the list, label, entries, Fact) of each coded list that holds something."""
    for name, label in TERMS.items():
        if profile.terms[name]:
            yield name, label, profile.terms[name], profile.facts[f"terms.{name}"]


def named(profile):
    """Countries and places whose names stand on the page."""
    yield from (*profile.countries, *profile.participant_countries, *profile.places)
    for event in profile.activities:
        yield from event.places
