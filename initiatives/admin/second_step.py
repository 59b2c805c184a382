"""The second step of a login: the page that asks for a code, and the one on which an app is set up.

Who must take it comes to no other page of the admin before (`is_awaited`); only the password alone may be changed by
somebody who has no app yet.
"""

import io

import django_otp
import qrcode
from django import forms
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from qrcode.image.svg import SvgPathImage

from initiatives.domain import roles, second_step

WRONG = gettext_lazy("This code is wrong, or was used already. Take the newest one.")
TOO_SOON = gettext_lazy(
    "There was a wrong code. Wait a little, then take the newest code: after each wrong one the wait doubles."
)
PASSWORD_PAGES = ("password_change", "password_change_done")


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "size": 16}),
    )

    def refuse(self, sentence):
        """The form again, empty: a code is typed anew."""
        self.add_error("code", sentence)
        self.data = {}


def is_awaited(request):
    """Whether somebody with a right password has yet to show a code, or to set an app up, before this page."""
    if not hasattr(request, "awaits_second_step"):
        request.awaits_second_step = _is_awaited(request.user, request.resolver_match.url_name)
    return request.awaits_second_step


def _is_awaited(user, name):
    if name == "logout" or user.is_verified():
        return False
    if second_step.is_set_up(user):
        return True
    return roles.needs_second_step(user) and name not in PASSWORD_PAGES


def ask(request):
    """To the second step, and then to where the person was going."""
    return redirect_to_login(request.get_full_path(), reverse("admin:second_step"))


def addresses(site):
    views = {
        "second_step": ("", code_view),
        "set_up": ("set-up/", set_up_view),
        "recovery_codes": ("codes/", codes_view),
    }
    return [path(f"second-step/{route}", _for_staff(site, view), name=name) for name, (route, view) in views.items()]


def _for_staff(site, view):
    """For people who have shown their password."""

    def guarded(request):
        if not (request.user.is_active and request.user.is_staff):
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        return view(site, request)

    return never_cache(csrf_protect(guarded))


def code_view(site, request):
    if request.user.is_verified():
        return HttpResponseRedirect(_goal(request))
    if not second_step.is_set_up(request.user):
        return HttpResponseRedirect(_with_goal(request, "admin:set_up"))
    form = CodeForm(request.POST or None)
    if form.is_valid():
        code = form.cleaned_data["code"]
        refusal = TOO_SOON if second_step.must_wait(request.user, code) else WRONG
        if device := second_step.verify(request.user, code):
            return _entered(request, device)
        form.refuse(refusal)
    return _page(site, request, "code", title=_("Show that it is you"), form=form)


def _entered(request, device):
    _verified(request, device)
    left = second_step.recovery_codes_left(request.user)
    if device.name == "paper":
        sentence = _("You used a recovery code. Left: %(count)d. Make new ones before they run out.")
        messages.warning(request, sentence % {"count": left})
    return HttpResponseRedirect(_goal(request))


def _verified(request, device):
    request.session.cycle_key()
    django_otp.login(request, device)


def set_up_view(site, request):
    """A secret for an app is made, shown until a code proves that the app has it, then never again."""
    user = request.user
    if second_step.is_set_up(user) and not user.is_verified():
        return HttpResponseRedirect(_with_goal(request, "admin:second_step"))
    if request.method == "POST" and "begin" in request.POST:
        second_step.begin(user)
        return HttpResponseRedirect(_with_goal(request, "admin:set_up"))
    form = CodeForm(request.POST or None)
    if form.is_valid():
        device, codes = second_step.confirm(user, form.cleaned_data["code"])
        if device:
            _verified(request, device)
            return _page(site, request, "codes", title=_("Your recovery codes"), codes=codes)
        form.refuse(_("This code is wrong. Take the newest one; the clocks of both devices must be right."))
    return _page(site, request, "set_up", title=_("Second step of the login"), form=form, **_pending(user))


def _pending(user):
    """What the page says of the app being set up, and of the one in use."""
    known = {"is_set_up": second_step.is_set_up(user), "left": second_step.recovery_codes_left(user)}
    device = second_step.pending(user)
    return known | {"secret": second_step.secret_of(device), "drawing": drawn(device.config_url)} if device else known


def codes_view(site, request):
    """New recovery codes, by POST only, for who has shown a code."""
    if not request.user.is_verified():
        return HttpResponseRedirect(reverse("admin:second_step"))
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    codes = second_step.renew_recovery_codes(request.user)
    return _page(site, request, "codes", title=_("Your recovery codes"), codes=codes)


def drawn(text):
    """`text` as an SVG element for a camera, without styles of its own: the policy of our pages allows none."""
    file = io.BytesIO()
    qrcode.make(text, image_factory=SvgPathImage, box_size=20).save(file)
    svg = file.getvalue().decode()
    return mark_safe(svg[svg.index("<svg") :])  # noqa: S308  drawn by the library from squares alone


def _goal(request):
    goal = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME, "")
    safe = url_has_allowed_host_and_scheme(goal, {request.get_host()}, require_https=request.is_secure())
    return goal if safe else reverse("admin:index")


def _with_goal(request, name):
    return redirect_to_login(_goal(request), reverse(name)).url


def _page(site, request, name, **context):
    known = {"goal": _goal(request), "goal_field": REDIRECT_FIELD_NAME, "has_permission": False}
    context = site.each_context(request) | known | context
    return TemplateResponse(request, f"admin/second_step/{name}.html", context)
