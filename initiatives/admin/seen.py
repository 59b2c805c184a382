"""What a person saw when they chose rows of a list or looked at a page: nothing else is acted on.

A list says beside each row which version it shows, and of all its rows together which state they are in, for who
chooses them across pages. What has changed since is refused, with a sentence on who changed what.
"""

from django.contrib import messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.db.models import Count, Max
from django.http import HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext as _

from initiatives.admin.base import DirectoryAdmin
from initiatives.admin.comparing import acts_since
from initiatives.domain import documents, editing, history
from initiatives.domain.cells import clean
from initiatives.domain.shapes import SUBJECTS, subject_of

SEEN, SEEN_ALL, REASON = "_seen", "_seen_all", "_reason"
MOST_DIFFERENCES = 5


class ActsOnWhatWasSeen(DirectoryAdmin):
    """For admins of profiles: actions carry the versions that the list showed."""

    change_list_template = "admin/versioned/change_list.html"
    delete_confirmation_template = "admin/versioned/delete.html"
    delete_selected_confirmation_template = "admin/versioned/delete_selected.html"

    # --- what a page says ---

    def changelist_view(self, request, extra_context=None):
        response = super().changelist_view(request, extra_context)
        context = getattr(response, "context_data", None) or {}
        if shown := context.get("cl"):
            mark(SUBJECTS[self.model], shown.result_list)
            context["seen_all"] = state_of(shown.queryset) if shown.multi_page else ""
        return response

    def action_checkbox(self, obj):
        """The box, and beside it the version that this row shows."""
        token = getattr(obj, "seen_token", "")
        hidden = format_html('<input type="hidden" name="{}" value="{}:{}">', SEEN, obj.pk, token)
        return super().action_checkbox(obj) + hidden

    # --- what a person asks for ---

    def response_action(self, request, queryset):  # type: ignore[override]  # as in Django 5.2
        if request.POST.get("select_across") == "1" and request.POST.get(SEEN_ALL) != state_of(queryset):
            sentence = _("Rows of this list have changed since you saw it. Nothing was done: look again.")
            self.message_user(request, sentence, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        request.seen = _tokens(request)
        if request.POST.get("select_across") == "1":
            rows = self._chosen_across(request, queryset)
            request.seen = {str(row.pk): row.seen_token for row in rows}
        return super().response_action(request, queryset)

    def _chosen_across(self, request, queryset):
        rows = list(queryset)
        mark(SUBJECTS[self.model], rows)
        return rows

    def token_seen(self, request, obj):
        """The version of `obj` that this person chose; "" where the list did not say, which fits no version."""
        return getattr(request, "seen", {}).get(str(obj.pk), "")

    def tell_stale(self, request, obj, stale, token):
        """Say that nothing was done with `obj`, and what became of it since."""
        self.message_user(request, sentence_about(obj, stale, token, reason_of(request)), messages.ERROR)

    # --- deleting ---

    def delete_queryset(self, request, queryset):
        rows = list(queryset)
        seen = {subject_of(row)[1]: self.token_seen(request, row) for row in rows}
        editing.delete(SUBJECTS[self.model], list(seen), by=request.user, reason=reason_of(request), tokens=seen)

    def delete_model(self, request, obj):
        subject, key = subject_of(obj)
        seen = {key: request.POST.get(SEEN, "")}
        editing.delete(subject, [key], by=request.user, reason=reason_of(request), tokens=seen)

    def delete_view(self, request, object_id, extra_context=None):
        obj = self.get_object(request, unquote(object_id))
        token = documents.token(documents.read_one(*subject_of(obj))) if obj else ""
        try:
            with transaction.atomic():
                return super().delete_view(request, object_id, {"seen": token} | (extra_context or {}))
        except editing.Stale as stale:
            self.tell_stale(request, obj, stale, request.POST.get(SEEN, ""))
            return HttpResponseRedirect(request.get_full_path())

    def get_actions(self, request):
        """With our own in the place of Django's action that deletes."""
        actions = super().get_actions(request)
        if found := actions.get("delete_selected"):
            actions["delete_selected"] = (type(self)._delete_chosen, *found[1:])
        return actions

    def _delete_chosen(self, request, queryset):
        chosen = {str(row.pk): row for row in queryset}
        try:
            with transaction.atomic():
                response = delete_selected(self, request, queryset)
        except editing.Stale as stale:
            row = next(row for row in chosen.values() if subject_of(row)[1] == stale.key)
            self.tell_stale(request, row, stale, self.token_seen(request, row))
            return None
        if response is not None:
            seen = [f"{pk}:{self.token_seen(request, row)}" for pk, row in chosen.items()]
            response.context_data = (response.context_data or {}) | {"seen": seen}
        return response


def reason_of(request):
    """Why a person did it, in their words, at most as long as the ledger holds; "" where they don't say."""
    return clean(request.POST.get(REASON, ""))[:500]


def _tokens(request):
    """{pk: token} that the list said of its rows."""
    chosen = set(request.POST.getlist(ACTION_CHECKBOX_NAME))
    pairs = (value.rpartition(":") for value in request.POST.getlist(SEEN))
    return {pk: token for pk, _, token in pairs if pk in chosen}


def mark(subject, rows):
    """Write on each of `rows` the token of its version, `seen_token`, in a constant number of queries."""
    keys = {subject_of(row)[1]: row for row in rows}
    found = documents.read(subject, keys)
    for key, row in keys.items():
        row.seen_token = documents.token(found.get(key))


def state_of(queryset):
    """A word that changes when a row comes to `queryset`, leaves it or is saved; "" where rows know no moment."""
    if not hasattr(queryset.model, "updated_at"):
        return ""
    found = queryset.order_by().aggregate(count=Count("pk", distinct=True), last=Max("updated_at"))
    return f"{found['count']}:{found['last'].isoformat() if found['last'] else ''}"


def sentence_about(obj, stale, token, reason=""):
    """What became of `obj` since the version `token`, for who wanted to act on it; with what they wrote."""
    acts = acts_since(stale.subject, stale.key, token)
    who = ", ".join(dict.fromkeys(act.by.get_username() if act.by else "–" for act in acts)) or "–"
    parts = [_("Not done: “%(name)s” has changed since you saw it (by %(who)s).") % {"name": obj, "who": who}]
    seen = history.version(stale.subject, stale.key, token) if token else None
    if seen and stale.current:
        rows = history.differences(stale.subject, seen, stale.current)[:MOST_DIFFERENCES]
        parts += [f"{row.label}: {row.old or '–'} → {row.new or '–'}." for row in rows]
    if reason:
        parts.append(_("You wrote: %(reason)s") % {"reason": reason})
    return " ".join([*parts, _("Look at it, then try again.")])
