"""The one parser of query strings: for the list, the downloads and whatever shows the same rows."""

from dataclasses import dataclass

import django_filters
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiatives.domain import facets
from initiatives.domain.facets import LINKS, Criteria
from initiatives.filters.fields import MOST_VALUES, Codes, Words, Year
from initiatives.filters.labels import is_known, label_of, unknown
from initiatives.models import Listing

SHOWN = 12
LONGEST = 500  # characters of a value that links repeat, as many as the search box takes
ORGANISATIONS = "organisations"  # a value of `more`
YEARS = ("since", "until")
SORTS = [
    ("relevance", _("Relevance")),
    ("-updated", _("Recently updated")),
    ("title", _("Title")),
    ("-start", _("Start date, newest first")),
]


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Facet:
    """A filter with its choices and true counts. `more`: how many choices are not shown."""

    name: str
    label: str
    choices: list
    more: int
    more_query: str

    @property
    def is_open(self):
        return any(choice.selected for choice in self.choices)


@dataclass(frozen=True)
class Chip:
    """One chosen value and the query string without it."""

    name: str
    facet: str
    label: str
    query: str


class InitiativeFilterSet(django_filters.FilterSet):
    """What may stand in the query string of the list. Unknown parameters are left alone."""

    q = Words(label=_("Search"))
    country = Codes(label=_("Country"))
    region = Codes(label=_("Region"))
    theme = Codes(label=_("Theme"))
    kind = Codes(label=_("Kind"))
    status = Codes(label=_("Status"))
    approach = Codes(label=_("Approach"))
    activity = Codes(label=_("Activity"))
    beneficiary = Codes(label=_("Who it serves"))
    level = Codes(label=_("Level"))
    reach = Codes(label=_("Reach"))
    language = Codes(label=_("Language"))
    freshness = Codes(label=_("Newest evidence"))
    year = Codes(label=_("Start year"))
    lead = Codes(label=_("Led by"))
    partner = Codes(label=_("Partner"))
    funder = Codes(label=_("Funder"))
    organisation = Codes(label=_("Organisation"))
    since = Year(label=_("Started in or after"), min_value=1000, max_value=9999)
    until = Year(label=_("Started in or before"), min_value=1000, max_value=9999)
    sort = django_filters.ChoiceFilter(label=_("Order"), choices=SORTS)

    class Meta:
        model = Listing
        fields = ()

    def __init__(self, data):
        super().__init__(data, queryset=Listing.objects.none())
        self.form.is_valid()
        self.values = self.form.cleaned_data
        self.values["country"] = [code.upper() for code in self.values["country"]]

    @property
    def criteria(self):
        return Criteria(
            text=self.values["q"],
            chosen={name: self.values[name] for name in facets.COUNTED if self.values[name]},
            links={name: self.values[name] for name in LINKS if self.values[name]},
            since=self.values.get("since"),
            until=self.values.get("until"),
        )

    @property
    def order(self):
        """The order asked for; else relevance for a search and recently updated for the rest."""
        return self.values.get("sort") or ("relevance" if self.values["q"] else "-updated")

    @property
    def orders(self):
        """[(value, label)] of the orders to choose from; where none was chosen, the usual one is first, without one."""
        if self.values.get("sort"):
            return SORTS
        usual = [("", label) for value, label in SORTS if value == self.order]
        return usual + [(value, label) for value, label in SORTS if value != self.order]

    @property
    def complaints(self):
        """Sentences about what could not be understood and was therefore left out."""
        bad = [str(self.filters[name].label) for name in self.form.errors if name in self.filters]
        left_out = [gettext("“%(filter)s” was not understood and is left out.") % {"filter": name} for name in bad]
        return left_out + [
            unknown(value, str(self.filters[name].label).lower())
            for name in facets.COUNTED
            for value in self.values[name]
            if not is_known(name, value)
        ]

    @property
    def page_number(self):
        """The page asked for, 1 to 100; what is no number is 1."""
        text = self.data.get("page", "")
        return min(int(text), 100) if text.isascii() and text.isdigit() and 0 < len(text) < 5 and int(text) else 1

    def query(self, **changes):
        """The query string with some parameters changed ({name: list of values}), from its first page on.

        What the list does not know is left out, as are fields of the form that were left blank: a page full of links
        must not repeat them a thousand times.
        """
        data = QueryDict(mutable=True)
        for name in self.data:
            if name in self.filters or name == "more":
                data.setlist(name, [value[:LONGEST] for value in self.data.getlist(name) if value][:MOST_VALUES])
        for name, values in changes.items():
            data.setlist(name, values)
        return data.urlencode()

    def facets(self, selection):
        """The Facets of a Selection, in the order of this class, without years, which are asked for by their ends."""
        names = (name for name in self.filters if name in facets.COUNTED and name != "year")
        found = (self._facet(name, selection.counts[name]) for name in names)
        return [facet for facet in found if facet.choices]

    @property
    def chosen_links(self):
        """[(parameter, slug)] of the organisations asked for."""
        return [(name, value) for name in LINKS for value in self.values[name]]

    @property
    def opened(self):
        """Names of the filters of which all choices are asked for, and perhaps ORGANISATIONS."""
        return [name for name in dict.fromkeys(self.data.getlist("more")) if name in (*self.filters, ORGANISATIONS)]

    @property
    def counts_organisations(self):
        """Whether the reader asked for counts beside organisations too, which takes longer."""
        return ORGANISATIONS in self.data.getlist("more")

    def link_facets(self, selection):
        """The Facets of leads, partners, funders and organisations; none for a selection too large for them."""
        counts, names = facets.link_counts(selection)
        found = (self._facet(name, counts[name], names) for name in LINKS if name in counts)
        return [facet for facet in found if facet.choices]

    def _facet(self, name, counts, names=None):
        chosen = self.values[name]
        choices = [
            Choice(value, (names or {}).get(value) or label_of(name, value), counts.get(value, 0), value in chosen)
            for value in dict.fromkeys([*chosen, *counts])
        ]
        choices.sort(key=lambda choice: (not choice.selected, -choice.count, choice.label))
        more = self.data.getlist("more")
        shown = choices if name in more else choices[: max(SHOWN, len(chosen))]
        more_query = self.query(more=[*more, name])
        return Facet(name, str(self.filters[name].label), shown, len(choices) - len(shown), more_query)

    def chips(self, selection):
        """One Chip for each value that narrows the list."""
        return [
            Chip(name, str(self.filters[name].label), label, self.query(**{name: rest}))
            for name in (*facets.COUNTED, *LINKS)
            for label, rest in self._labels(name, selection.organisations if name in LINKS else {})
        ] + [
            Chip(name, str(self.filters[name].label), str(self.values[name]), self.query(**{name: []}))
            for name in ("q", *YEARS)
            if self.values.get(name)
        ]

    def in_words(self, selection):
        """What is asked for as people say it, "Country: Ukraine; Theme: Dialogue"; "" for everything."""
        words = [f"{chip.facet}: {chip.label}" for chip in self.chips(selection)]
        if selection.found.used != selection.found.typed:
            words.append(gettext("shown instead: %(words)s") % {"words": selection.found.used})
        return "; ".join(words)

    def _labels(self, name, names):
        """[(label, the other values)] of the chosen values; `names`: {value: label} of what no list holds."""
        values = self.values[name]
        return [
            (names.get(value) or label_of(name, value), [other for other in values if other != value])
            for value in values
        ]

    def looser(self, selection):
        """Chips with the number of initiatives that taking them away would give, most first; for an empty list."""
        parts = {"since": "years", "until": "years"}
        counted = ((selection.count_without(parts.get(chip.name, chip.name)), chip) for chip in self.chips(selection))
        return sorted(((count, chip) for count, chip in counted if count), key=lambda pair: -pair[0])
