"""Load the countries and the source profiles. Twice is as good as once; what people changed stays."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from initiatives.domain import listings, roles, seeding
from initiatives.models import IndexState


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        folder = Path(settings.FIXTURE_DIRS[0])
        report = seeding.load([folder / "countries.json", folder / "profiles.json"])
        roles.ensure()
        if not IndexState.objects.exists():
            listings.rebuild()
        self.stdout.write(f"{report.made} new, {report.updated} updated, {len(report.left)} left as people made them.")
        for (subject, key), reason in report.left.items():
            self.stdout.write(f"  left {subject} {key}: {reason}")
