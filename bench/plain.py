"""The comparison: the same tables, filtered and listed as a careful developer writes it with Django and django-filter.

A ListView over a FilterSet, with prefetching, icontains for the words, and a count beside every choice by one grouped
query a facet. Idiomatic, honest, and without an index of its own.
"""

import django_filters
from django.db.models import Count, Q
from django_filters.views import FilterView

from initiatives.models import Country, Initiative, Term
from initiatives.vocabulary import KINDS, STATUSES, THEMES


class PlainFilterSet(django_filters.FilterSet):
    q = django_filters.CharFilter(method="search")
    country = django_filters.ModelMultipleChoiceFilter(field_name="countries", queryset=Country.objects.all())
    theme = django_filters.MultipleChoiceFilter(choices=THEMES.choices, method="by_theme")
    kind = django_filters.MultipleChoiceFilter(choices=KINDS.choices)
    status = django_filters.MultipleChoiceFilter(choices=STATUSES.choices)

    class Meta:
        model = Initiative
        fields = ()

    def search(self, found, name, value):
        for word in value.split():
            texts = Q(texts__title__icontains=word) | Q(texts__summary__icontains=word)
            found = found.filter(texts | Q(partners__organisation__name__icontains=word))
        return found.distinct()

    def by_theme(self, found, name, value):
        return found.filter(terms__list="theme", terms__slug__in=value).distinct()


class PlainList(FilterView):
    filterset_class = PlainFilterSet
    template_name = "bench/plain.html"
    paginate_by = 25

    def get_queryset(self):
        rows = Initiative.objects.published().prefetch_related("texts", "countries", "terms", "partners__organisation")
        return rows.order_by("-updated_at", "-pk")

    def get_context_data(self, **kwargs):
        found = self.object_list.order_by()
        terms = Term.objects.filter(list="theme", initiative__in=found.values("pk"))
        counts = {
            "country": found.values("countries__name_en").annotate(n=Count("pk", distinct=True)).order_by("-n")[:15],
            "kind": found.values("kind").annotate(n=Count("pk", distinct=True)).order_by("-n")[:15],
            "status": found.values("status").annotate(n=Count("pk", distinct=True)).order_by("-n")[:15],
            "theme": terms.values("slug").annotate(n=Count("initiative", distinct=True)).order_by("-n")[:15],
        }
        return super().get_context_data(counts=counts, **kwargs)
