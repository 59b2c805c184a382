"""What an account did in its last days, taken back: first what would happen, then one button."""

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.admin import undoing
from initiatives.admin.accounts import Emergencies
from initiatives.domain.publishing import Refused
from initiatives.imports import taking_back


class Days(forms.Form):
    days = forms.IntegerField(label=gettext_lazy("Days"), min_value=1, max_value=365, initial=7)
    edited = forms.BooleanField(
        label=gettext_lazy("Take back too what others changed since"),
        help_text=gettext_lazy("What they wrote goes as well; the history keeps it."),
        required=False,
    )


class TakingBack(Emergencies):
    """For the admin of users. Who may switch an account off may take back what it did, within their own countries."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.take_back_view)
        return [path("<path:object_id>/take-back/", view, name="take_back"), *super().get_urls()]

    def take_back_view(self, request, object_id):
        user = self._somebody_else(request, object_id)
        form = Days(request.POST if request.method == "POST" else request.GET or None)
        if not form.is_valid():
            return self._page(request, user, form, None)
        chosen = {"days": form.cleaned_data["days"], "take_edited": form.cleaned_data["edited"], "by": request.user}
        if request.method == "POST":
            return self._taken_back(request, user, chosen)
        return self._page(request, user, form, taking_back.preview(user, **chosen))

    def _taken_back(self, request, user, chosen):
        try:
            outlook = taking_back.take_back(user, seen=request.POST.get("seen", ""), **chosen)
        except Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:take_back", args=[user.pk]))
        self.log_change(request, user, f"Took back what the account did in the last {chosen['days']} days.")
        told = [_("What %(name)s did is taken back.") % {"name": user}, *undoing.sentences(outlook.counts)]
        self.message_user(request, " ".join(told), messages.SUCCESS)
        return self._to_acts(request, user)

    def _page(self, request, user, form, outlook):
        context = self.admin_site.each_context(request) | {
            "title": _("Take back what %(name)s did") % {"name": user},
            "form": form,
            "object": user,
            "opts": self.opts,
            "outlook": outlook,
        }
        context |= undoing.left(outlook) if outlook else {}
        return TemplateResponse(request, "admin/taking_back.html", context)
