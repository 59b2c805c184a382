"""Delete what imports no longer need: uploads and plans older than 30 days, finished jobs. Run it once a day."""

from django.core.management.base import BaseCommand

from initiatives.imports import housekeeping


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        housekeeping.tidy()
