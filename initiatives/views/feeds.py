"""What machines ask for: health, rules for robots, the map of the site, the icon and the name of the site."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi, override
from django.utils.translation import gettext as _

from initiatives.domain import organisations
from initiatives.models import Country, Listing
from initiatives.views import params

PAGE = 1_000  # pages of the site a file; the limit of sitemaps.org is 50,000 addresses, and each page has six
FIXED = ("home", "initiatives", "countries", "organisations", "activities", "map", "about", "data")
PAPER, ACCENT = "#fbfaf6", "#0a5560"  # of static/css/tokens.css
A_DAY = 24 * 60 * 60  # seconds
RULES = """\
User-agent: *
Disallow: /admin/
Disallow: /*/admin/
Disallow: /suggestions/
Disallow: /*/suggestions/
Disallow: /*?*&

Sitemap: {}
"""  # two parameters: filters go together in too many ways to be read one by one, and the site map names every page


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
    return HttpResponse(RULES.format(address), content_type="text/plain")


def favicon(request):
    """Where a browser looks that has no page to tell it."""
    response = HttpResponseRedirect(static("icon-192.png"))
    response.headers["Cache-Control"] = f"max-age={A_DAY}"
    return response


def manifest(request):
    """How the site is called and looks on a home screen (W3C Web Application Manifest), in the reader's language."""
    home = reverse("initiatives:home")
    icons = [{"src": static("icon.svg"), "type": "image/svg+xml", "sizes": "any"}]
    icons += [{"src": static(f"icon-{n}.png"), "type": "image/png", "sizes": f"{n}x{n}"} for n in (192, 512)]
    answer = {
        "id": home,
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_NAME,
        "description": _("A directory of peacebuilding initiatives"),
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": home,
        "scope": "/",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": ACCENT,
        "icons": icons,
    }
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False}, content_type="application/manifest+json")


# --- the map of the site ---


def sitemap(request):
    """All public pages in six languages; where there are many, an index of files (`?page=1` and on)."""
    parts = _parts()
    pages = max(1, -(-sum(len(part) for part in parts) // PAGE))
    if pages > 1 and "page" not in request.GET:
        files = [request.build_absolute_uri(f"{request.path}?page={number}") for number in range(1, pages + 1)]
        return render(request, "initiatives/sitemap_index.xml", {"files": files}, content_type="application/xml")
    number = params.number(request)
    if number > pages:
        raise Http404
    named = list(_between(parts, (number - 1) * PAGE, number * PAGE))
    return render(
        request, "initiatives/sitemap.xml", {"pages": _in_languages(request, named)}, content_type="application/xml"
    )


class Part:
    """Pages of one kind: `found`, a QuerySet of what stands in their addresses, there as `spelled`."""

    def __init__(self, name, found, spelled=str):
        self.name, self.found, self.spelled, self.count = name, found, spelled, found.count()

    def __len__(self):
        return self.count

    def between(self, start, stop):
        return ((self.name, [self.spelled(key)]) for key in self.found[start:stop])


class Fixed:
    """Pages that are always there."""

    def __len__(self):
        return len(FIXED)

    def between(self, start, stop):
        return ((name, []) for name in FIXED[start:stop])


def _parts():
    codes = Country.objects.filter(initiatives__listing__isnull=False).distinct().order_by("code")
    slugs = organisations.public(on=timezone.localdate()).order_by("slug")
    listed = Listing.objects.order_by("pk")
    return [
        Fixed(),
        Part("country", codes.values_list("code", flat=True), str.lower),
        Part("initiative", listed.values_list("initiative__slug", flat=True)),
        Part("organisation", slugs.values_list("slug", flat=True)),
    ]


def _between(parts, start, stop):
    """(name of the page, what stands in its address) of all parts one after the other, from `start` up to `stop`."""
    for part in parts:
        if start < len(part) and stop > 0:
            yield from part.between(max(start, 0), stop)
        start, stop = start - len(part), stop - len(part)


def _in_languages(request, named):
    """Each page as [(language, address)]."""
    root = request.build_absolute_uri("/").rstrip("/")
    paths = {code: _paths(named, code) for code, _name in settings.LANGUAGES}
    return [[(code, root + paths[code][row]) for code in paths] for row in range(len(named))]


def _paths(named, language):
    with override(language):
        return [reverse(f"initiatives:{name}", args=args) for name, args in named]
