"""The public's voice: forms to write to the editors, and the page on which the sender follows what becomes of it."""

from django.conf import settings
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from initiatives.domain import knocks, voice
from initiatives.views import params
from initiatives.views.voice_forms import FORMS, WordForm

TITLES = {
    "correction": _("Suggest a correction"),
    "removal": _("Ask for removal"),
    "claim": _("We are this organisation"),
    "addition": _("Add an initiative"),
}
LEADS = {
    "correction": _("Tell us what is wrong and what is right. An editor checks it against a source before it shows."),
    "removal": _("An editor reads it. What could harm someone is hidden at once, everywhere, while we look into it."),
    "claim": _("Tell us that you are the organisation described here. An editor answers on your case page."),
    "addition": _("Tell us of an initiative that is missing. It is listed once an editor has checked it."),
}
AN_HOUR = 60 * 60  # seconds


def correct(request):
    """What one can write to the editors about; only a public profile is repeated."""
    about = _asked(request)
    context = {"shown": voice.shown(about), "choices": _choices(request), "about": about}
    return render(request, "initiatives/correct.html", context)


@never_cache
def write(request, kind):
    """One of the forms. About a hidden profile and about none it answers alike."""
    if kind not in FORMS:
        raise Http404
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    about = _asked(request) if kind != "addition" else ("", "")
    shown = voice.shown(about)
    form = _form(request, kind, shown)
    if request.method == "POST" and form.is_valid():
        if knocks.allow(address_of(request), kind):
            return _received(request, kind, about, shown, form.cleaned_data)
        return _too_many(request, _context(kind, shown, form))
    return render(request, "initiatives/voice/write.html", _context(kind, shown, form))


def _form(request, kind, shown):
    more = {} if kind == "addition" else {"named": bool(shown)}
    data = request.POST if request.method == "POST" else None
    return FORMS[kind](data, initial={"page": _called(request)}, **more)


def _context(kind, shown, form):
    return {"kind": kind, "title": TITLES[kind], "lead": LEADS[kind], "shown": shown, "form": form}


def _received(request, kind, about, shown, typed):
    typed = {name: value for name, value in typed.items() if name not in ("stamp", "homepage")}
    page = typed.pop("page", "") or _called(request)
    _case, token = voice.receive(kind, about=about, page=page, language=get_language() or "en", **typed)
    return HttpResponseRedirect(reverse("initiatives:case", args=[token]) + "?sent=1")


def _too_many(request, context):
    response = render(request, "initiatives/voice/write.html", context | {"too_many": True}, status=429)
    response.headers["Retry-After"] = str(AN_HOUR)
    return response


# --- the sender's page ---


@never_cache
def case(request, token):
    """For whoever holds the link: how it stands, the answer, a word more, and the way to take it back."""
    found = voice.find(token)
    if found is None:
        raise Http404
    form = WordForm(request.POST if "text" in request.POST else None)
    context = {"case": found, "form": form, "shown": voice.shown((found.subject, found.key))}
    context |= {"is_new": "sent" in request.GET, "title": TITLES[found.kind], "sent": list(_sent(found))}
    if request.method == "POST":
        return _said(request, found, form, context, token)
    return _private(render(request, "initiatives/voice/case.html", context))


def _said(request, case, form, context, token):
    """A word or the wish to take it back. A refusal is 200: a log line of it would hold the link."""
    try:
        if "withdraw" in request.POST:
            voice.withdraw(case)
        elif not form.is_bound or not form.is_valid():
            return _private(render(request, "initiatives/voice/case.html", context))
        elif not knocks.allow(address_of(request), case.kind):
            return _private(render(request, "initiatives/voice/case.html", context | {"too_many": True}))
        else:
            voice.add_word(case, form.cleaned_data["text"])
    except voice.Closed:
        return _private(render(request, "initiatives/voice/case.html", context | {"is_closed": True}))
    return HttpResponseRedirect(reverse("initiatives:case", args=[token]))


def _private(response):
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _sent(case):
    """[(label, text)] of what the sender filled in, in the words of the form."""
    fields = FORMS[case.kind].base_fields
    for name in voice.TYPED:
        value = case.get_field_display() if name == "field" else getattr(case, name)
        if value and name in fields:
            yield fields[name].label, value
    if case.country:
        yield fields["country"].label, case.country.name


# --- what the request says ---


def _asked(request):
    """(subject, key) of the profile that the address names, hidden ones too."""
    subject = "organisation" if "organisation" in request.GET else "initiative"
    return voice.profile_called(subject, _slug(request))


def _slug(request):
    return params.text(request, "organisation") or params.text(request, "about")


def _called(request):
    """The address of the profile as it was asked for, whether or not there is one; "" where none was."""
    slug = _slug(request)
    if not slug:
        return ""
    return f"/organisations/{slug}/" if "organisation" in request.GET else f"/initiatives/{slug}/"


def _choices(request):
    """[(address of the form, its title, what it is for)]"""
    query = request.GET.urlencode() if _slug(request) else ""
    for kind, title in TITLES.items():
        address = reverse("initiatives:write", args=[kind])
        yield f"{address}?{query}" if query and kind != "addition" else address, title, LEADS[kind]


def address_of(request):
    """The reader's address as the server or its proxy gives it; never stored."""
    name = settings.ADDRESS_HEADER.upper().replace("-", "_")
    return request.META.get(f"HTTP_{name}" if name else "REMOTE_ADDR", "")
