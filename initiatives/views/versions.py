"""What changed on the page of an initiative, and the page as it was: what the public saw, without editors' names."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from initiatives.domain import profiles, versions
from initiatives.views.citing import citation
from initiatives.views.details import page


def changes(request, slug):
    profile = profiles.get(slug)
    if profile is None:
        raise Http404
    return render(request, "initiatives/changes.html", {"profile": profile, "versions": versions.of(slug)})


def version(request, slug, token):
    found = versions.get(slug, token)
    if found is None:
        raise Http404
    profile, at, is_current = found
    old = {"at": at, "is_current": is_current}
    address = request.build_absolute_uri(reverse("initiatives:version", args=[slug, token]))
    return page(request, profile, citation(profile, settings.SITE_NAME, address, dated=at), version=old)
