"""Write made-up profiles as CSV to standard output, for trying size and speed."""

import csv
import sys

from django.core.management.base import BaseCommand

from initiatives.domain.columns import COLUMNS
from initiatives.imports import synthetic


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("count", type=int)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *, count, seed, **options):
        writer = csv.DictWriter(sys.stdout, COLUMNS)
        writer.writeheader()
        writer.writerows(synthetic.rows(count, seed))
