from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class InitiativesConfig(AppConfig):
    name = "initiatives"
    verbose_name = _("Directory")

    def ready(self):
        from initiatives import checks  # noqa: F401  system checks register themselves on import
        from initiatives.domain import roles
        from initiatives.models import waiting

        connection_created.connect(waiting.ask_often)
        post_migrate.connect(roles.receive, sender=self)


class EditorsRoomConfig(AdminConfig):
    default_site = "initiatives.admin.site.Site"

    def ready(self):
        """Registers what `initiatives.admin` holds before the rest, so that only one site is made. Jobs stay out: the
        page of an import says what became of its job, to the right people. So do the
        secrets by which others log in."""
        from django.contrib.admin import site
        from django_otp.plugins.otp_static.models import StaticDevice
        from django_otp.plugins.otp_totp.models import TOTPDevice
        from django_tasks_db.models import DBTaskResult

        from initiatives import admin  # noqa: F401

        super().ready()
        site.unregister([DBTaskResult, StaticDevice, TOTPDevice])
