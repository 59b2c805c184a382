"""One case as an editor weighs it: the words of the sender, the profile now, the difference, and what may be done."""

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from initiatives.domain import cases, documents, hiding, history
from initiatives.domain.cells import clean
from initiatives.domain.columns import main_text
from initiatives.domain.voice import TYPED
from initiatives.models import Case, Change, Initiative
from initiatives.models.case import CASE_FIELDS

BUTTONS = {
    "hide": _("Hide now"),
    "show": _("Show it again"),
    "take": _("Write it into the profile"),
    "draft": _("Make a draft of it"),
    "confirm": _("Mark as confirmed by the organisation"),
    "work": _("Take it into work"),
    "done": _("Close as done"),
    "decline": _("Decline"),
}
MOST_ACTS, MOST_NAMED = 10, 50


class Weighed:
    """`request` says who asks, and what they typed where the page is shown again."""

    def __init__(self, case, request, site):
        self.case, self.request, self.site = case, request, site

    @cached_property
    def profile(self):
        """The profile, None where there is none that this person may open."""
        found = cases.profile(self.case)
        return found if found and self._may("view", found) else None

    def _may(self, verb, found):
        admin = self.site.get_model_admin(type(found))
        is_theirs = admin.get_queryset(self.request).filter(pk=found.pk).exists()
        return is_theirs and getattr(admin, f"has_{verb}_permission")(self.request, found)

    @property
    def address(self):
        return reverse(f"admin:initiatives_{self.case.subject}_change", args=[self.profile.pk])

    @property
    def name(self):
        text = main_text(self.document) if self.document.get("texts") else None
        return text["title"] if text else str(self.profile)

    @cached_property
    def document(self):
        return documents.read_one(self.case.subject, self.case.key) if self.profile else None

    @property
    def version(self):
        return documents.token(self.document)

    @property
    def sent(self):
        """[(label, text)] of what the sender filled in."""
        for name in ("page", *TYPED):
            value = self.case.get_field_display() if name == "field" else getattr(self.case, name)
            if value:
                field: Any = Case._meta.get_field(name)
                yield field.verbose_name, value

    @property
    def facts(self):
        return history.differences(self.case.subject, None, self.document)

    @property
    def acts_since(self):
        """What happened to the profile since the case was sent, newest first."""
        found = Change.objects.filter(subject=self.case.subject, key=self.case.key, at__gt=self.case.created_at)
        return found.select_related("by")[:MOST_ACTS] if self.profile else ()

    @property
    def named_by(self):
        """Public initiatives of this person's that name the organisation."""
        if self.case.subject != "organisation" or not self.profile:
            return ()
        theirs = self.site.get_model_admin(Initiative).get_queryset(self.request)
        return theirs.filter(pk__in=hiding.naming(self.profile).values("pk"))[:MOST_NAMED]

    # --- the correction ---

    @cached_property
    def correction(self):
        return correction_in(self.request, self.case)

    @property
    def fields(self):
        """[(field, label, whether it is the one)] that a correction can change."""
        labels = dict(CASE_FIELDS)
        for name in cases.TAKEN.get(self.case.subject, ()):
            yield name, labels[name], name == self.correction.field

    @property
    def differences(self):
        """The profile now against the profile with the correction; nothing where it can't be written as it stands."""
        if self.case.kind != "correction" or not (self.document and self.correction.field):
            return []
        subject = self.case.subject
        try:
            wanted = cases.corrected(self.document, subject, self.correction, self.case.language)
        except ValidationError:
            return []
        return history.differences(subject, self.document, wanted)

    # --- what may be done ---

    @property
    def buttons(self):
        return [(act, BUTTONS[act]) for act in BUTTONS if act in self.acts]

    @cached_property
    def acts(self):
        """The names of the buttons that this person may press now."""
        user, case = self.request.user, self.case
        found = set()
        if user.has_perm("initiatives.change_case") and case.is_open:
            found |= {"work", "done", "decline"} - ({"work"} if case.by_id == user.pk else set())
            found |= self._writing(user)
        if self.profile and user.has_perms(("initiatives.hide_case", "initiatives.publish_initiative")):
            found |= {"show"} if case.outcome == "hidden" and case.hidings.exists() else {"hide"} - self._needless()
        return found

    def _needless(self):
        """Not offered where the initiative is withdrawn already."""
        return {"hide"} if getattr(self.profile, "stage", "") == "withdrawn" else set()

    def _writing(self, user):
        """Those of the buttons that change a profile or make one."""
        case = self.case
        if case.kind == "addition":
            return {"draft"} if user.has_perm("initiatives.add_initiative") and not case.key else set()
        if not (self.profile and self._may("change", self.profile)):
            return set()
        if case.kind == "correction":
            return {"take"}
        return {"confirm"} if case.kind == "claim" and case.subject == "initiative" else set()

    # --- what was typed, where the page is shown again ---

    @property
    def answer(self):
        return self.request.POST.get("answer", self.case.answer)

    @property
    def reason(self):
        return self.request.POST.get("reason", self.case.reason)


def written(request):
    """The answer to the sender and the reason for colleagues, as typed."""
    answer = clean(request.POST.get("answer", ""), multiline=True)[:5000]
    return {"answer": answer, "reason": clean(request.POST.get("reason", ""))[:500]}


def correction_in(request, case):
    """The Correction that stands in the form: what was typed, else what the sender suggests."""
    known = cases.TAKEN.get(case.subject, {})
    field = request.POST.get("field", case.field)
    typed = clean(request.POST.get("value", case.right), multiline=True)
    return cases.Correction(
        field if field in known else "",
        typed if field in cases.TEXTS[1:] else clean(typed),
        clean(request.POST.get("source_title", cases.submitted(case)))[:500],
        clean(request.POST.get("source_url", case.source_url))[:1000],
    )
