"""What other profiles name stays: taking it away would change them with nobody's name under it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from initiatives.admin.versioning import VersionedAdmin


class KeptWhileNamed(VersionedAdmin):
    """`kept_by`: the relations that must be empty before a row may be deleted."""

    kept_by: list[str] = []

    def _is_named(self, obj):
        return any(getattr(obj, relation).exists() for relation in self.kept_by)

    def get_deleted_objects(self, objs, request):
        found, counts, perms, protected = super().get_deleted_objects(objs, request)
        named = [_("“%(name)s”, which other profiles name") % {"name": obj} for obj in objs if self._is_named(obj)]
        return found, counts, perms, [*protected, *named]

    def delete_queryset(self, request, queryset):
        if any(map(self._is_named, queryset)):
            raise PermissionDenied
        super().delete_queryset(request, queryset)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except ProtectedError:
            self.message_user(request, _("Other profiles name it by now: it can't be deleted."), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
