"""Look for organisations, places and initiatives that may be entered twice. Editors see the pairs in the admin."""

from django.core.management.base import BaseCommand

from initiatives.domain import duplicates


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        for subject in duplicates.FINDERS:
            found = duplicates.search(subject)
            self.stdout.write(f"{subject}: {found.kept} pairs that may be one.")
            if found.more:
                self.stdout.write(f"{found.more} less likely ones were not kept.")
