"""“Is this still true?”, asked of an organisation by a link that an editor sent it. Only a POST answers."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from initiatives.domain import confirming, profiles, wording
from initiatives.views.details import coded_terms, named


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, token):
    """The public profile with the question; wrong, used, old and replaced links answer alike."""
    try:
        if request.method == "POST" and request.POST.get("answer") in ("confirmed", "change", "removal"):
            return _answered(request, token)
        return _asked(request, token)
    except confirming.Dead:
        return _alone(render(request, "initiatives/confirm/gone.html", status=410))


def _answered(request, token):
    said, text = request.POST["answer"], request.POST.get("text", "")
    if said == "change" and not text.strip():
        return _asked(request, token, lacks_text=True, status=400)
    try:
        link, followed = confirming.answer(token, said, text=text, seen=request.POST.get("seen", ""))
    except confirming.Changed:
        return _asked(request, token, has_changed=True, text=text, status=409)
    profile = profiles.get(link.initiative.slug)
    return _alone(
        render(request, "initiatives/confirm/thanks.html", {"link": link, "profile": profile, "case": followed})
    )


def _asked(request, token, *, status=200, **more):
    link = confirming.find(token)
    seen = confirming.version(link)  # before the profile is read: an edit in between is noticed, not lost
    profile = profiles.get(link.initiative.slug)
    if profile is None:
        raise confirming.Dead
    context = {
        "profile": profile,
        "link": link,
        "seen": seen,
        "terms": list(coded_terms(profile)),
        "notices": wording.notices(profile),
        "notes": wording.naming_notes(named(profile)),
        "longest": confirming.LONGEST,
        **more,
    }
    return _alone(render(request, "initiatives/confirm/ask.html", context, status=status))


def _alone(response):
    """No search engine lists it."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
