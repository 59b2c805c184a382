"""The form of an initiative: coded lists as boxes to tick, and the rules that need to know who is asking."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from initiatives.admin.slugs import SluggedForm
from initiatives.domain import scope
from initiatives.domain.cells import clean
from initiatives.models import Initiative, Term
from initiatives.models.text import KEYWORD, LISTS
from initiatives.vocabulary import SENSITIVITIES

FIELDS = {
    "theme": "themes",
    "approach": "approaches",
    "level": "levels",
    "reach": "reach",
    "beneficiary": "beneficiaries",
}
LABELS = {
    "theme": _("themes"),
    "approach": _("approaches"),
    "level": _("levels"),
    "reach": _("reach"),
    "beneficiary": _("beneficiaries"),
}


def boxes(name):
    widget = forms.CheckboxSelectMultiple(attrs={"class": "boxes"})
    return forms.MultipleChoiceField(label=LABELS[name], choices=LISTS[name].choices, required=False, widget=widget)


class InitiativeForm(SluggedForm):
    themes, approaches, levels = boxes("theme"), boxes("approach"), boxes("level")
    reach, beneficiaries = boxes("reach"), boxes("beneficiary")
    keywords = forms.CharField(
        label=_("keywords"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, in your own words: what no list above holds."),
    )

    class Meta:
        model = Initiative
        exclude = ["stage"]
        help_texts = {
            "sensitivity": _(
                "Open shows all. Limited hides contacts and money and names no place below a region. "
                "Restricted shows the name and country only. Withheld hides everything, at once."
            ),
            "inclusion_criterion": _("Why it belongs in this directory."),
            "status": _("What the newest source says, not what you suppose."),
            "participant_countries": _("Where participants come from, if elsewhere."),
            "places": _("As fine as a public source names them, never finer than a town."),
            "website": _("Its own page, with https://."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "countries" in self.fields:
            self.fields["countries"].required = False  # a region of the world may stand for them: see clean
        for name, slugs in self._terms().items():
            if name == KEYWORD:
                self.initial.setdefault("keywords", "\n".join(slugs))
            else:
                self.initial.setdefault(FIELDS[name], slugs)
        if isinstance(parent := self.fields.get("parent"), forms.ModelChoiceField):
            mine = Initiative.objects.visible_to(self.user).values("pk")
            parent.queryset = Initiative.objects.filter(pk__in=mine)

    def _terms(self):
        found = {name: [] for name in (*LISTS, KEYWORD)}
        if self.instance.pk:
            for name, slug in self.instance.terms.order_by("pk").values_list("list", "slug"):
                found[name].append(slug)
        return found

    def clean_keywords(self):
        lines = [" ".join(line.split()) for line in clean(self.cleaned_data["keywords"], multiline=True).splitlines()]
        long = [line for line in lines if len(line) > 100]
        if long:
            raise ValidationError(
                _("“%(word)s” is too long for a keyword: 100 letters at most."), params={"word": long[0]}
            )
        return "\n".join(dict.fromkeys(filter(None, lines)))

    def name_for_slug(self):
        """The English title among the texts sent with this form, else the first."""
        total = self.data.get("texts-TOTAL_FORMS", "")
        rows = range(min(int(total), 50) if total.isdecimal() else 0)
        titles = {self.data.get(f"texts-{row}-language"): self.data.get(f"texts-{row}-title", "") for row in rows}
        return titles.get("en") or next(filter(None, titles.values()), "")

    def clean_countries(self):
        new = self.cleaned_data["countries"]
        old = self.instance.countries.values_list("pk", flat=True) if self.instance.pk else ()
        outside = scope.outside(self.user, old, [country.pk for country in new])
        if outside:
            message = _("These countries are not among yours: %(codes)s.")
            raise ValidationError(message, params={"codes": ", ".join(sorted(outside))})
        return new

    def clean(self):
        cleaned = super().clean()
        countries, places = cleaned.get("countries"), cleaned.get("places")
        if countries is not None and not countries and (not places or scope.bound_to(self.user)):
            message = _("Name a country, or among the places a region of the world.")
            self.add_error("countries", ValidationError(message, code="required"))
        return cleaned

    def clean_sensitivity(self):
        new, old = self.cleaned_data["sensitivity"], self.initial.get("sensitivity")
        steps = SENSITIVITIES.slugs
        shows_more = old in steps and steps.index(new) < steps.index(old)
        if (
            shows_more
            and self.instance.stage == "published"
            and not self.user.has_perm("initiatives.publish_initiative")
        ):
            raise ValidationError(_("Showing more of a published profile is a reviewer's decision."))
        return new

    def _save_m2m(self):
        super()._save_m2m()  # type: ignore[misc]  # private: the stubs leave it out
        wanted = {(name, slug) for name, field in FIELDS.items() for slug in self.cleaned_data.get(field, ())}
        wanted |= {(KEYWORD, word) for word in self.cleaned_data.get("keywords", "").splitlines()}
        existing = {(term.list, term.slug): term for term in self.instance.terms.all()}
        Term.objects.filter(pk__in=[existing[key].pk for key in existing.keys() - wanted]).delete()
        new = sorted(wanted - existing.keys())
        Term.objects.bulk_create(Term(initiative=self.instance, list=name, slug=slug) for name, slug in new)
