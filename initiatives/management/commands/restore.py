"""Take everything back from one file. What is there now goes to a file of its own first."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from initiatives.domain import backup, redaction
from initiatives.models import Initiative


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("file")

    def handle(self, *, file, **options):
        try:
            backup.check(file)
            self._keep_what_is_there()
            rows = backup.restore(file)
        except backup.Damaged as damage:
            raise CommandError(str(damage)) from damage
        self.stdout.write(f"{rows} rows are back from {file}.")
        for row in redaction.unknown():
            self.stdout.write(
                f"Removal {row.uuid} of {row.at:%Y-%m-%d} could not be applied again: SECRET_KEY differs."
            )

    def _keep_what_is_there(self):
        if Initiative.objects.exists():
            path = Path(settings.PRIVATE_DIR) / f"before-restore-{timezone.now():%Y%m%d-%H%M%S}.backup"
            backup.write(path)
            self.stdout.write(f"What was there until now is in {path}.")
