"""The site's settings with the two pages for comparison."""

from pathlib import Path

from peacemap.settings import *  # noqa: F403
from peacemap.settings import TEMPLATES

ROOT_URLCONF = "bench.urls"
TEMPLATES[0]["DIRS"].append(Path(__file__).parent / "templates")
