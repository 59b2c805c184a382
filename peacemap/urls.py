"""Languages in front, English without a prefix; machines' addresses (health, site map, downloads) never have one."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from initiatives import urls as initiatives

urlpatterns = [
    *initiatives.unprefixed,
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("", include("initiatives.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "initiatives.views.errors.bad_request"
handler500 = "initiatives.views.errors.server_error"
