"""The forms by which strangers write to the editors. Nothing typed is lost when something is asked again."""

import re

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from initiatives.domain.cells import clean
from initiatives.models import Country
from initiatives.models.case import CASE_FIELDS

LONGEST = 5000
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
ADDRESS = URLValidator(schemes=["http", "https"])
SIGNER = signing.TimestampSigner(salt="a form of the public")
AGAIN = _("Please look at it once more, then send it again. Nothing that you wrote is lost.")


class Words(forms.CharField):
    """Text without control characters; on one line unless there is room for more."""

    def to_python(self, value):
        return clean(super().to_python(value), multiline=isinstance(self.widget, forms.Textarea))


def line(label, length=300, help_text="", **more):
    return Words(label=label, max_length=length, required=more.pop("required", False), help_text=help_text, **more)


def lines(label, help_text="", *, rows=4, required=False, length=LONGEST):
    widget = forms.Textarea(attrs={"rows": rows})
    return Words(label=label, max_length=length, required=required, help_text=help_text, widget=widget)


def address(label, help_text="", length=1000):
    widget = forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"})
    return line(label, length, help_text, validators=[ADDRESS], widget=widget)


class Guarded(forms.Form):
    """Keeps programs out without asking anybody else: an empty field that only they fill in, and the time it took."""

    stamp = forms.CharField(required=False, widget=forms.HiddenInput)
    homepage = forms.CharField(
        required=False,
        label=_("Leave this empty"),
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, data=None, **kwargs):
        if data is not None:
            data, self.age = data.copy(), _age(data.get("stamp", ""))
            if self.age is None:
                data["stamp"] = SIGNER.sign("form")
        super().__init__(data, **kwargs)
        self.fields["stamp"].initial = SIGNER.sign("form")
        self.label_suffix = ""

    def clean(self):
        if self.cleaned_data.get("homepage"):
            raise ValidationError(_("The last field must stay empty: empty it, then send it again."), code="trap")
        if self.age is None or self.age < settings.CASE_FASTEST:
            raise ValidationError(AGAIN, code="time")
        texts = (value for name, value in self.cleaned_data.items() if isinstance(value, str) and name != "stamp")
        if sum(len(LINK.findall(text)) for text in texts) > settings.CASE_MOST_LINKS:
            most = settings.CASE_MOST_LINKS
            sentence = ngettext("At most %(most)d link, please.", "At most %(most)d links, please.", most)
            raise ValidationError(sentence % {"most": most}, code="links")
        return self.cleaned_data

    @property
    def asked(self):
        """The fields that a person sees."""
        return [field for field in self if field.name not in ("stamp", "homepage")]


def _age(stamp):
    """Seconds since the form was opened; None where it is too long ago, or no stamp of ours."""
    try:
        SIGNER.unsign(stamp, max_age=settings.CASE_OLDEST)
        return _now() - _signed_at(stamp)
    except (signing.BadSignature, ValueError, UnicodeError):
        return None


def _signed_at(stamp):
    return signing.b62_decode(stamp.rsplit(":", 2)[1])


def _now():
    return signing.b62_decode(SIGNER.timestamp())


class AboutForm(Guarded):
    """`named`: whether the page already names the public profile that this is about."""

    page = line(_("Which page is it about?"), help_text=_("Its address or its name."))

    def __init__(self, data=None, *, named=False, **kwargs):
        super().__init__(data, **kwargs)
        if named:
            del self.fields["page"]


def contact():
    return line(
        _("How can we reach you? (optional)"),
        help_text=_(
            "Only if you want it: you can follow what becomes of this without. Only editors see it, "
            "and it is deleted soon after the case is closed."
        ),
    )


class CorrectionForm(AboutForm):
    field = forms.ChoiceField(
        label=_("What is it about?"), required=False, choices=[("", _("Something else")), *CASE_FIELDS]
    )
    wrong = lines(_("What is wrong?"), rows=3)
    right = lines(_("What is right?"), rows=3)
    source_url = address(_("Where can it be read? (optional)"), _("The address of a public page."))
    contact = contact()

    def clean(self):
        if not any(self.cleaned_data.get(name) for name in ("wrong", "right")):
            self.add_error("wrong", ValidationError(_("Say what is wrong, or what is right."), code="required"))
        return super().clean()


class RemovalForm(AboutForm):
    text = lines(
        _("What shall be removed, and who could be harmed?"),
        _("A sentence is enough. You need not prove it, and need not say who you are."),
        required=True,
    )
    contact = contact()


class ClaimForm(AboutForm):
    title = line(_("Which organisation are you?"), required=True)
    text = lines(_("What would you like to tell us?"), _("For example what has changed, or who speaks for you."))
    source_url = address(_("A page of yours that shows it (optional)"))
    contact = contact()


class AdditionForm(Guarded):
    title = line(_("What is it called?"), required=True)
    text = lines(_("What does it do?"), _("One or two sentences in your own words. No private names."), required=True)
    country = forms.ModelChoiceField(
        label=_("In which country?"), queryset=Country.objects.none(), required=False, empty_label=_("Not one of these")
    )
    website = address(_("Its website (optional)"), length=500)
    source_url = address(_("Where can it be read? (optional)"), _("The address of a public page."))
    contact = contact()

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["country"].queryset = Country.objects.all()  # type: ignore[attr-defined]  # a choice of models


class WordForm(Guarded):
    text = lines(_("Add a word"), rows=3, required=True, length=2000)


FORMS: dict[str, type[Guarded]] = {
    "correction": CorrectionForm,
    "removal": RemovalForm,
    "claim": ClaimForm,
    "addition": AdditionForm,
}
