"""The editors' desk on the admin's first page: what waits for this person, each with a count and its first rows.

A section is a function of the Desk that gives a Section, or None for a person whom it doesn't concern. Rows come from
the admins of their models, so each person's countries and rights hold here as they do there.
"""

import datetime as dt
from dataclasses import dataclass

from django.contrib.admin.options import ModelAdmin
from django.db.models import F, Func, IntegerField, Q, Subquery, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from initiatives.domain import documents, duplicates, freshness, linkchecks, merging, wording
from initiatives.domain.shapes import SHAPES
from initiatives.models import Case, Change, Citation, ImportRun, Initiative, Source
from initiatives.models.case import OPEN

SHOWN = 5
LATEST_ACTS = 500  # of a person, among which their drafts are looked for
FAILED_DAYS = 30  # so long a failed import stays on the desk


@dataclass
class Row:
    """`obj`: an Initiative whose title stands for `title` once all are read. `box`: what a tick sends, "" for none."""

    url: str
    title: str = ""
    note: str = ""
    obj: Initiative | None = None
    box: str = ""


@dataclass
class Section:
    """`more`: the address of all `count`, "" where there is none. `button`: what is done with the rows ticked."""

    name: str
    title: str
    count: int
    rows: list[Row]
    more: str = ""
    button: str = ""


class Desk:
    def __init__(self, site, request):
        self.site, self.request, self.today = site, request, timezone.localdate()

    def admin(self, model) -> ModelAdmin:
        return self.site.get_model_admin(model)

    def may_view(self, model):
        return self.admin(model).has_view_permission(self.request)

    def may_change(self, obj):
        return self.admin(type(obj)).has_change_permission(self.request, obj)

    @cached_property
    def initiatives(self):
        """Those this person may open."""
        return self.admin(Initiative).get_queryset(self.request).prefetch_related(None)

    def first(self, rows):
        """(how many, the first few) of a queryset without doubles, in one query."""
        counted = rows.order_by().annotate(_all=Func("pk", function="COUNT", output_field=IntegerField()))
        found = list(rows.annotate(_count=Subquery(counted.values("_all")))[:SHOWN])
        return (found[0]._count if found else 0), found

    def profiles(self, name, title, condition, *order, query="", note=lambda obj: ""):
        """A Section of initiatives, None for people who may not see any."""
        if not self.may_view(Initiative):
            return None
        count, found = self.first(self.initiatives.filter(condition).order_by(*order, "pk"))
        rows = [Row(page(obj), note=note(obj), obj=obj) for obj in found]
        return Section(name, title, count, rows, listed(Initiative, query) if query else "")

    def age(self, obj):
        return wording.ago(obj.verified_date, self.today) if obj.verified_date else _("never")

    def sections(self):
        """The Sections that hold something, in the order of SECTIONS."""
        found = [section for build in SECTIONS if (section := build(self)) and section.count]
        rows = [row for section in found for row in section.rows if row.obj]
        prefetch_related_objects([row.obj for row in rows], "texts")
        for row in rows:
            row.title = self.admin(Initiative).title(row.obj)  # type: ignore[attr-defined]
        return found


def page(obj):
    return reverse(f"admin:initiatives_{obj._meta.model_name}_change", args=[obj.pk])


def listed(model, query=""):
    address = reverse(f"admin:initiatives_{model._meta.model_name}_changelist")
    return f"{address}?{query}" if query else address


# --- the sections ---


def cases(desk):
    """What the public wrote and nobody has closed: the suggestions, and what organisations answered by a link."""
    if not desk.may_view(Case):
        return None
    count, found = desk.first(desk.admin(Case).get_queryset(desk.request).filter(state__in=OPEN).order_by("rank", "pk"))
    rows = [
        Row(page(case), case.page or case.title or str(case), f"{case.get_kind_display()}, {case.get_state_display()}")
        for case in found
    ]
    return Section("cases", _("Cases from the public"), count, rows, listed(Case))


def in_review(desk):
    title = _("In review")
    return desk.profiles("in-review", title, Q(stage="in-review"), "updated_at", query="stage__exact=in-review")


def overdue(desk):
    """Published profiles whose check holds no more, those never checked first; they can be ticked."""
    condition, order = freshness.overdue(on=desk.today), F("verified_date").asc(nulls_first=True)
    shown = {"query": "check=overdue", "note": desk.age}
    section = desk.profiles("overdue", _("Due for a check"), condition, order, **shown)
    if section and (rows := [row for row in section.rows if desk.may_change(row.obj)]):
        section.button = _("Mark the ticked ones as checked against their sources")
        found = documents.read("initiative", [str(row.obj.uuid) for row in rows if row.obj])
        for row in rows:
            row.box = f"{row.obj.pk}:{documents.token(found[str(row.obj.uuid)])}" if row.obj else ""
    return section


def failed_imports(desk):
    if not desk.may_view(ImportRun):
        return None
    failed = Q(state__in=("interrupted", "refused")) | (Q(state="previewed") & ~Q(message=""))
    since = timezone.now() - dt.timedelta(days=FAILED_DAYS)
    runs = desk.admin(ImportRun).get_queryset(desk.request).filter(failed, created_at__gte=since).order_by("-pk")
    count, found = desk.first(runs)
    rows = [Row(page(run), run.file_name or _("an import"), str(run.get_state_display())) for run in found]
    return Section("imports", _("Failed imports"), count, rows, listed(ImportRun))


def dead_links(desk):
    if not (desk.may_view(Source) and desk.may_view(Initiative)):
        return None
    cited = Citation.objects.filter(initiative__in=desk.initiatives.values("pk")).values("source")
    found = (
        linkchecks.dead().filter(pk__in=cited).select_related("link_check").order_by("link_check__failing_since", "pk")
    )
    count, sources = desk.first(found)
    rows = [Row(page(source), source.title, _("since %(date)s") % {"date": since(source)}) for source in sources]
    return Section("dead-links", _("Dead links of sources"), count, rows, listed(Source, "link=dead"))


def since(source):
    return wording.day(source.link_check.failing_since).spoken()


def without_source(desk):
    title, living = _("Without any source"), ~Q(stage__in=("archived", "withdrawn"))
    uncited = ~Q(pk__in=Citation.objects.filter(initiative__isnull=False).values("initiative"))
    return desk.profiles("without-source", title, living & uncited, "-updated_at")


def doubles(desk):
    """Pairs of profiles that may be one, where somebody has looked for them."""
    rows = []
    for subject in merging.SUBJECTS:
        if merging.may(desk.request.user, subject) and (
            count := duplicates.open_for(desk.request.user, subject).count()
        ):
            rows.append(Row(reverse("admin:duplicates", args=[subject]), _plural(subject), str(count)))
    return Section("doubles", _("Possible doubles"), sum(int(row.note) for row in rows), rows)


def _plural(subject):
    return str(SHAPES[subject].model._meta.verbose_name_plural).capitalize()


def my_drafts(desk):
    """Drafts among what this person wrote last."""
    acts = Change.objects.filter(by=desk.request.user, subject="initiative").exclude(act="imported")
    keys = set(acts.order_by("-pk").values_list("key", flat=True)[:LATEST_ACTS])
    return desk.profiles("drafts", _("My drafts"), Q(stage="draft", uuid__in=keys), "-updated_at")


SECTIONS = [cases, in_review, overdue, failed_imports, dead_links, without_source, doubles, my_drafts]
