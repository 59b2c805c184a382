from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InitiativesConfig(AppConfig):
    name = "initiatives"
    verbose_name = _("Directory")

    def ready(self):
        from initiatives import checks  # noqa: F401  system checks register themselves on import
