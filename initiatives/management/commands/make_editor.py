import os

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from initiatives.domain import invitations, roles
from initiatives.models import Country, User

ROLES = {name.removesuffix("s").lower(): name for name in roles.GROUPS}


class Command(BaseCommand):
    help = "Make a person who edits, and print a one-use link by which they set a password. Again: a new link."

    def add_arguments(self, parser):
        parser.add_argument("name")
        role = parser.add_mutually_exclusive_group()
        role.add_argument("--role", choices=ROLES, default="editor", help="what they do here: %(choices)s")
        role.add_argument("--reviewer", action="store_true", help="may publish too")
        role.add_argument("--admin", action="store_true", help="may do everything, people and their rights included")
        parser.add_argument("--countries", default="", help="only these, for example UA,XK")
        parser.add_argument("--address", default=site_address(), help="where the site is, for example %(default)s")

    @transaction.atomic
    def handle(self, name, *, role, reviewer, admin, countries, address, **options):
        user, is_new = found_or_made(name)
        user.is_staff = user.is_active = True
        user.is_superuser = user.is_superuser or admin
        user.save()
        roles.ensure()
        user.groups.add(Group.objects.get(name=ROLES["reviewer" if reviewer else role]))
        if countries:
            user.countries.set(named(countries))
        self.stdout.write(f"{name} is {'made' if is_new else 'there already'}. Hand over this link; it works once:")
        self.stdout.write(address.rstrip("/") + invitations.link(user))


def site_address():
    if settings.DEBUG:
        return f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
    scheme = "https" if settings.SECURE_SSL_REDIRECT else "http"
    return f"{scheme}://{next(iter(settings.ALLOWED_HOSTS), 'localhost')}"


def found_or_made(name):
    """(the person of this name, whether newly made)"""
    user = User.objects.filter(username=name).first()
    if user:
        return user, False
    user = User(username=name)
    user.set_unusable_password()
    try:
        user.full_clean()
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    user.save()
    return user, True


def named(codes):
    wanted = {code.strip().upper() for code in codes.split(",") if code.strip()}
    found = Country.objects.filter(pk__in=wanted)
    unknown = sorted(wanted - {country.pk for country in found})
    if unknown:
        raise CommandError(f"No country has the code {', '.join(unknown)}.")
    return found
