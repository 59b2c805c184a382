"""Quick add: five fields make a draft with its source; the full form follows."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from initiatives.admin.looking import Unlooked, look
from initiatives.admin.slugs import free_slug
from initiatives.admin.versioning import VersionedAdmin
from initiatives.domain import drafting, editing, scope
from initiatives.domain.cells import clean
from initiatives.models import Country, Initiative, InitiativeText, Source
from initiatives.vocabulary import KINDS

WIDE = {"class": "vTextField"}


def longest(model, name):
    return model._meta.get_field(name).max_length


class QuickForm(forms.Form):
    title = forms.CharField(
        label=lazy("Title"), max_length=longest(InitiativeText, "title"), widget=forms.TextInput(attrs=WIDE)
    )
    kind = forms.ChoiceField(label=lazy("Kind"), choices=[("", "---------"), *KINDS.choices])
    country = forms.ModelChoiceField(
        label=lazy("Country"),
        queryset=Country.objects.none(),
        help_text=lazy("Where the work happens. Others can be added on the next page."),
    )
    source_url = forms.URLField(
        label=lazy("Source: address"),
        max_length=longest(Source, "url"),
        validators=[URLValidator(schemes=["http", "https"])],
        widget=forms.URLInput(attrs=WIDE),
        help_text=lazy("Where all this can be read."),
    )
    source_title = forms.CharField(
        label=lazy("Source: title"), max_length=longest(Source, "title"), widget=forms.TextInput(attrs=WIDE)
    )
    summary = forms.CharField(
        label=lazy("Summary"),
        max_length=longest(InitiativeText, "summary") or 2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=lazy("One or two sentences, in your own words."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        own = scope.bound_to(user)
        self.user = user
        countries: forms.ModelChoiceField = self.fields["country"]  # type: ignore[assignment]
        countries.queryset = Country.objects.all() if own is None else Country.objects.filter(pk__in=own)

    def clean(self):
        super().clean()
        for name in ("title", "source_title", "summary"):
            if name in self.cleaned_data:
                self.cleaned_data[name] = clean(self.cleaned_data[name], multiline=name == "summary")
        url = self.cleaned_data.get("source_url")
        if url and not self.user.has_perm("initiatives.add_source") and not drafting.known_source(url):
            raise ValidationError(_("You may only cite sources that are entered already."))
        return self.cleaned_data


class QuickAdd(VersionedAdmin):
    """For the admin of initiatives: adds the page `quick`."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.quick_view)
        return [path("quick/", view, name="initiatives_initiative_quick"), *super().get_urls()]

    def quick_view(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(["GET", "POST"])
        form = QuickForm(request.POST if request.method == "POST" else None, user=request.user)
        try:
            made = self._drafted(request, form) if request.method == "POST" and form.is_valid() else None
        except Unlooked as unlooked:
            return self._quick_page(request, form, status=422, unlooked=unlooked)
        if made is None:
            return self._quick_page(request, form)
        self.message_user(request, _("The draft is made, with its source. Go on here, or come back later."))
        return HttpResponseRedirect(reverse("admin:initiatives_initiative_change", args=[made.pk]))

    def _quick_page(self, request, form, status=200, **more):
        context = self.admin_site.each_context(request) | {"title": _("Quick add"), "form": form, "opts": self.opts}
        return TemplateResponse(request, "admin/quick.html", context | more, status=status)

    def _drafted(self, request, form):
        """The new draft; None, with a sentence in the form, where somebody took its address this moment.

        Raises Unlooked where it holds what the person has to look at first.
        """
        values = dict(form.cleaned_data)
        slug, language = free_slug(Initiative, values["title"]), get_language() or "en"
        values["country"] = values["country"].pk
        try:
            with transaction.atomic():
                made = drafting.draft(slug=slug, language=language, by=request.user, **values)
                look(request, editing.Edit("initiative", str(made.uuid), None))
                return made
        except IntegrityError:
            form.add_error(None, _("Somebody made the same at this moment. Look for it, then try again."))
            return None
