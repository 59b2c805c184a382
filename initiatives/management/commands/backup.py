"""Write everything to one file."""

from django.core.management.base import BaseCommand, CommandError

from initiatives.domain import backup


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("file")

    def handle(self, *, file, **options):
        try:
            rows = backup.write(file)
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{rows} rows are in {file}.")
