"""The web server's door to peacemap: `gunicorn peacemap.wsgi`."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

CANNOT_LOAD = 4  # gunicorn's own code for "the application failed to load": it stops instead of trying for ever

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peacemap.settings")

try:
    application = get_wsgi_application()
except ImproperlyConfigured as refusal:
    print(f"peacemap does not start: {refusal}", file=sys.stderr)
    sys.exit(CANNOT_LOAD)
