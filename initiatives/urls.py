"""The site map."""

from django.urls import path

from initiatives.views import (
    activities,
    confirming,
    countries,
    details,
    downloads,
    feeds,
    lists,
    news,
    organisations,
    pages,
    versions,
    voice,
)

app_name = "initiatives"

# For machines: one address whatever the language.
unprefixed = [
    path("healthz", feeds.healthz, name="healthz"),
    path("robots.txt", feeds.robots, name="robots"),
    path("favicon.ico", feeds.favicon, name="favicon"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("initiatives.csv", downloads.download_csv, name="download_csv"),
    path("initiatives.xlsx", downloads.download_xlsx, name="download_xlsx"),
    path("initiatives.json", downloads.download_json, name="download_json"),
    path("initiatives/<slug:slug>.<slug:form>", downloads.download_one, name="download_one"),
]

# For readers: English here, other languages under /uk/, /sq/, /ky/, /ru/, /sr/.
urlpatterns = [
    path("", pages.home, name="home"),
    # /initiatives/
    path("initiatives/", lists.initiatives, name="initiatives"),
    path("initiatives.atom", news.feed, name="feed"),
    path("initiatives/<slug:slug>/", details.initiative, name="initiative"),
    path("initiatives/<slug:slug>/changes/", versions.changes, name="changes"),
    path("initiatives/<slug:slug>/versions/<slug:token>/", versions.version, name="version"),
    # /countries/
    path("countries/", countries.countries, name="countries"),
    path("countries/<slug:code>/", countries.country, name="country"),
    # /organisations/
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/<slug:slug>/", organisations.organisation, name="organisation"),
    # the rest
    path("suggestions/", lists.suggestions, name="suggestions"),
    path("activities/", activities.activities, name="activities"),
    path("map/", pages.map_page, name="map"),
    path("about/", pages.about, name="about"),
    path("data/", pages.data, name="data"),
    path("styleguide/", pages.styleguide, name="styleguide"),
    path("site.webmanifest", feeds.manifest, name="manifest"),
    # /correct/
    path("correct/", voice.correct, name="correct"),
    path("correct/<slug:kind>/", voice.write, name="write"),
    path("cases/<str:token>/", voice.case, name="case"),
    path("confirm/<str:token>/", confirming.confirm, name="confirm"),
]
