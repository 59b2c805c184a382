"""The site, and beside it the floor (a template of 25 rows without a database) and the plain list."""

from django.shortcuts import render
from django.urls import path

from bench.plain import PlainList
from peacemap.urls import urlpatterns as site

ROW = {
    "url": "/initiatives/made-up-1/",
    "title": "Open bridge: dialogue at Harbour Centre 1",
    "summary": "Made up: dialogue on the bridge with people of Harbour, since 2018.",
    "kind": "Project",
    "country": "Ukraine",
    "start": "2018",
}


def floor(request):
    return render(request, "bench/floor.html", {"rows": [ROW] * 25})


urlpatterns = [path("bench/floor/", floor), path("bench/plain/", PlainList.as_view()), *site]
