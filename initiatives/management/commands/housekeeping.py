"""Delete what is no longer needed: uploads and plans older than 30 days, finished jobs, yesterday's counts of wrong
passwords and the key that they were hashed with. Run it once a day."""

from django.core.management.base import BaseCommand

from initiatives.domain import pseudonyms
from initiatives.imports import housekeeping


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        housekeeping.tidy()
        pseudonyms.forget()
