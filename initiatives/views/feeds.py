"""What machines ask for: health, rules for robots, the map of the site."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from initiatives.domain import organisations
from initiatives.models import Country, Listing
from initiatives.views import params

PAGE = 5_000  # initiatives a file; the limit of sitemaps.org is 50,000 addresses, and each has six
FIXED = ("home", "initiatives", "countries", "organisations", "activities", "map", "about", "data")


def healthz(request):
    """200 "ok" while the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def robots(request):
    address = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(f"User-agent: *\nDisallow: /admin/\n\nSitemap: {address}\n", content_type="text/plain")


def sitemap(request):
    """All public pages in six languages; where there are many, an index of files (`?page=1` and on)."""
    pages = max(1, -(-Listing.objects.count() // PAGE))
    if pages > 1 and "page" not in request.GET:
        files = [request.build_absolute_uri(f"{request.path}?page={number}") for number in range(1, pages + 1)]
        return render(request, "initiatives/sitemap_index.xml", {"files": files}, content_type="application/xml")
    number = params.number(request)
    if number > pages:
        raise Http404
    return render(
        request, "initiatives/sitemap.xml", {"pages": _pages(request, number)}, content_type="application/xml"
    )


def _pages(request, number):
    """Each page as [(language, address)]."""
    named = _named() if number == 1 else []
    listed = Listing.objects.order_by("pk").values_list("initiative__slug", flat=True)
    named += [("initiative", [slug]) for slug in listed[(number - 1) * PAGE : number * PAGE]]
    root = request.build_absolute_uri("/").rstrip("/")
    paths = {code: _paths(named, code) for code, _ in settings.LANGUAGES}
    return [[(code, root + paths[code][row]) for code in paths] for row in range(len(named))]


def _named():
    codes = Country.objects.filter(initiatives__listing__isnull=False).distinct().order_by("code")
    slugs = organisations.public(on=timezone.localdate()).order_by("slug").values_list("slug", flat=True)[:PAGE]
    fixed = [(name, []) for name in FIXED]
    countries = [("country", [code.lower()]) for code in codes.values_list("code", flat=True)]
    return fixed + countries + [("organisation", [slug]) for slug in slugs]


def _paths(named, language):
    with override(language):
        return [reverse(f"initiatives:{name}", args=args) for name, args in named]
