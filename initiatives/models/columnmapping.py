from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ColumnMapping(models.Model):
    """What the columns of files of one shape are, as somebody assigned them.

    `digest`: the shape (imports.shapes); `columns`: [[name in the file, column or ""]], in the file's order.
    """

    digest = models.CharField(_("shape"), max_length=64, unique=True)
    columns = models.JSONField(_("columns"), default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(_("assigned"), auto_now=True)

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = _("assigned columns")
        verbose_name_plural = _("assigned columns")

    def __str__(self):
        return ", ".join(name for name, _column in self.columns)
