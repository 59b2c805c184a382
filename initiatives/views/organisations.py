"""All organisations that public profiles name, and one of them."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from initiatives.domain import company, redirects, wording
from initiatives.domain import organisations as directory
from initiatives.views import linked, params, sourced
from initiatives.views.moving import moved
from initiatives.vocabulary import ALL_ROLES, ORGANISATION_TYPES

PAGE = 50


def organisations(request):
    today = timezone.localdate()
    role, is_unknown = params.known(request, "role", ALL_ROLES)
    words, number = params.text(request, "q"), params.number(request)
    found = directory.public(on=today)
    found = directory.with_role(found, role, on=today) if role else found
    found = directory.named(found, words) if words else found
    shown = list(found.select_related("country")[(number - 1) * PAGE : number * PAGE + 1])
    roles = directory.roles_of(shown[:PAGE], on=today)
    context = {
        "rows": [(row, list(facts(row, roles.get(row.pk, [])))) for row in shown[:PAGE]],
        "notes": wording.naming_notes(row.country for row in shown[:PAGE]),
        "count": found.order_by().count(),
        "roles": [(entry, entry.slug == role) for entry in ALL_ROLES],
        "role": ALL_ROLES[role] if role else None,
        "role_is_unknown": is_unknown,
        "q": words,
        "previous": params.other_page(request, number - 1) if number > 1 else "",
        "next": params.other_page(request, number + 1) if len(shown) > PAGE else "",
    }
    return render(request, "initiatives/organisations.html", context)


def facts(organisation, roles):
    """What an entry of the list says of an organisation: type, country, and how often it has which role."""
    if organisation.type != "unknown":
        yield str(ORGANISATION_TYPES[organisation.type])
    if organisation.country:
        yield organisation.country.name
    yield from (f"{role} ({count})" for role, count in roles)


def organisation(request, slug):
    today = timezone.localdate()
    profile = directory.get(slug, on=today)
    if profile is None:
        found = redirects.target("organisation", slug)
        if found is None or not directory.public(on=today).filter(pk=found.pk).exists():
            raise Http404
        return moved(request, found)
    around = company.of(slug, on=today)
    context = {
        "profile": profile,
        "sources": sourced.numbered(profile),
        "notes": wording.naming_notes(named(profile, around)),
        "names": doubtful_names(profile),
        "company": around,
        "publishers": sourced.publishers(profile, today),
        "linked": linked.organisation(profile, request.build_absolute_uri(request.path)),
    }
    return render(request, "initiatives/organisation.html", context)


def doubtful_names(profile):
    found = [(profile.name, profile.language, profile.facts["name"])]
    found += [(name, language, fact) for name, language, _, fact in profile.aliases]
    return sourced.doubtful(found)


def named(profile, around):
    """Countries whose names stand on the page; `around` is its Company."""
    yield profile.country
    yield from (country for country, _ in around.countries)
    yield from (country for _, links, *_ in profile.by_role for link in links for country in link.card.countries)
