"""Make the public index (search text, facets, cards) again from the profiles."""

from django.core.management.base import BaseCommand

from initiatives.domain import listings


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        self.stdout.write(f"{listings.rebuild()} profiles in the index.")
