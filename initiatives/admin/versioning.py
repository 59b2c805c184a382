"""Every save of a profile goes through the door in; a form that others have overtaken is refused and loses nothing."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import ProtectedError
from django.forms import all_valid
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from initiatives.admin.comparing import overtaken
from initiatives.admin.restoring import Restorable
from initiatives.admin.rows import relink
from initiatives.admin.seen import reason_of
from initiatives.domain import documents, editing
from initiatives.domain.shapes import SUBJECTS, subject_of

VERSION = "_version"


class VersionedAdmin(Restorable):
    change_form_template = "admin/versioned/change_form.html"

    @property
    def subject(self):
        return SUBJECTS[self.model]

    # --- the form ---

    def _changeform_view(self, request, object_id, form_url, extra_context):
        request.edit = None
        extra = {"reason": reason_of(request), **(extra_context or {})}
        obj = self.get_object(request, unquote(object_id)) if object_id else None
        key = subject_of(obj)[1] if obj else ""
        if request.method != "POST":
            extra["version"] = documents.token(documents.read_one(self.subject, key) if obj else None)
            return self._usual_view(request, object_id, form_url, extra)
        if obj is None:
            return self._without_row(request, object_id) or self._saved(request, object_id, form_url, extra)
        if not self.has_change_permission(request, obj):
            raise PermissionDenied
        extra["version"] = request.POST.get(VERSION, "")
        try:
            request.edit = editing.begin(self.subject, key, extra["version"])
        except editing.Stale as stale:
            return self._refuse(request, object_id, form_url, extra, stale)
        return self._saved(request, object_id, form_url, extra)

    def _saved(self, request, object_id, form_url, extra):
        """The answer to a form; where rows clash in the database, the form again with a sentence."""
        try:
            with transaction.atomic():
                return self._usual_view(request, object_id, form_url, extra)
        except IntegrityError:
            request.is_stale = True
        sentence = _("Not saved: a row says the same as one that is there already. Look for the double and delete it.")
        self.message_user(request, sentence, messages.ERROR)
        response = self._usual_view(request, object_id, form_url, extra)
        response.status_code = 409
        return response

    def _usual_view(self, *arguments):
        return super()._changeform_view(*arguments)  # type: ignore[misc]  # private: the stubs leave it out

    def _without_row(self, request, object_id):
        """For a profile deleted while somebody wrote: their words back, so that nothing typed is lost."""
        if not object_id or VERSION not in request.POST:
            return None
        if not self.has_change_permission(request):
            raise PermissionDenied
        plumbing = ("csrfmiddlewaretoken", VERSION, "_save", "_continue", "_addanother")
        typed = [(name, values) for name, values in request.POST.lists() if name not in plumbing and any(values)]
        typed = [row for row in typed if not row[0].endswith(("_FORMS", "-id")) and "__prefix__" not in row[0]]
        context = self.admin_site.each_context(request) | {"title": _("This profile is gone"), "typed": typed}
        return TemplateResponse(request, "admin/versioned/gone.html", context | {"opts": self.opts}, status=409)

    def _refuse(self, request, object_id, form_url, extra, stale):
        request.is_stale = True
        token, extra["version"] = extra["version"], documents.token(stale.current)
        response = self._usual_view(request, object_id, form_url, extra)
        context = response.context_data
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        mine = self._rehearse(request, context["adminform"].form, formsets, stale.key)
        context["overtaken"] = overtaken(self.subject, stale.key, token=token, current=stale.current, mine=mine)
        response.status_code = 409
        return response

    def _rehearse(self, request, form, formsets, key):
        """The document this form would make, None where it has errors. Nothing stays in the database."""
        if form.errors or not all_valid(formsets):
            return None
        try:
            with transaction.atomic():
                self.save_model(request, self.save_form(request, form, change=True), form, True)
                self.save_related(request, form, formsets, True)
                document = documents.read_one(self.subject, key)
                transaction.set_rollback(True)
        except (DatabaseError, ProtectedError):
            return None
        return document

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if "data" in kwargs and obj.pk:
            link = inline.get_formset(request, obj).fk.name
            relink(kwargs["data"], prefix, inline.model._default_manager.filter(**{link: obj}))
        return kwargs

    # --- saving ---

    def save_model(self, request, obj, form, change):
        if not change:
            request.edit = editing.begin(self.subject, subject_of(obj)[1])
        if not change or form.has_changed():
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if not form.has_changed() and any(formset.has_changed() for formset in formsets):
            form.instance.save()  # its date of change is new too
        if request.edit:
            editing.finish(request.edit, by=request.user, reason=reason_of(request))
