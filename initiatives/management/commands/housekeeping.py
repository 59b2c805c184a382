"""Delete what nobody needs any more: uploads and plans older than 30 days, finished jobs, how to reach the senders of
cases closed 30 days ago, yesterday's counts of messages and wrong passwords. Run it once a day."""

from django.core.management.base import BaseCommand

from initiatives.domain import knocks, pseudonyms, voice
from initiatives.imports import housekeeping


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        housekeeping.tidy()
        voice.forget_contacts()
        knocks.forget()
        pseudonyms.forget()
