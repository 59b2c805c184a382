"""What a page says, for search engines: JSON-LD in the words of schema.org, made of nothing but what the page shows.

A block of data is no script: browsers don't run it, and the policy for scripts says nothing about it (HTML standard,
"prepare the script element").
"""

import json

from django.utils.safestring import mark_safe

CONTEXT = "https://schema.org"
KINDS = {"event": "Event", "organisation": "Organization", "network": "Organization", "platform": "Organization"}
TYPES = {"government": "GovernmentOrganization", "local-government": "GovernmentOrganization"}
DATES = {"Event": ("startDate", "endDate")}
FOUNDED = ("foundingDate", "dissolutionDate")
PLACES = {"Event": "location"}
AS_TEXT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}  # none may end the block


def initiative(profile, address):
    """The block for a public Profile at `address`: an event is an Event, a body an Organization, all else a Project."""
    kind = KINDS.get(profile.kind.slug, "Project") if profile.kind else "Thing"
    start, end = DATES.get(kind, FOUNDED)
    said = _thing(kind, address, profile.text.title, _names(profile), profile.summary and profile.summary.summary)
    if kind == "Thing":
        return _block(said)
    said |= {PLACES.get(kind, "areaServed"): [_country(country) for country in profile.countries]}
    said |= {start: str(profile.start_date), end: str(profile.end_date), "sameAs": _web(profile.website)}
    said |= {"funder": [_named(line) for line in profile.support if line.role.slug == "funder"]}
    said |= {"identifier": list(profile.identifiers)}
    return _block(said)


def organisation(profile, address):
    """The block for a public OrganisationProfile at `address`."""
    names = [name for name, *_ in profile.aliases]
    said = _thing(TYPES.get(profile.type.slug, "Organization"), address, profile.name, names, profile.description)
    said |= {"foundingDate": str(profile.founded), "sameAs": _web(profile.website)}
    said |= {"identifier": list(profile.identifiers)}
    said |= {"address": {"@type": "PostalAddress", "addressCountry": profile.country.code}} if profile.country else {}
    said |= {"parentOrganization": {"@type": "Organization", "name": profile.parent.name}} if profile.parent else {}
    return _block(said)


def _thing(kind, address, name, names, text):
    others = [other for other in dict.fromkeys(names) if other != name]
    said = {"@context": CONTEXT, "@type": kind, "@id": address, "url": address, "name": name}
    return said | {"alternateName": others, "description": text or ""}


def _names(profile):
    return [*(text.title for text in profile.texts.values()), *(alias["name"] for alias, _ in profile.aliases)]


def _country(country):
    return {"@type": "Country", "name": country.name, "identifier": country.code}


def _named(line):
    return {"@type": "Organization", "name": line.organisation.name}


def _web(address):
    return address if address.startswith(("https://", "http://")) else ""


def _block(said):
    """Without what is not known."""
    text = json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False)
    return mark_safe(text.translate(AS_TEXT))  # noqa: S308  nothing in it can end the block
