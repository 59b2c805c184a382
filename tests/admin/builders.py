"""Small rows and filled-in forms for the tests of the admin."""

from django.contrib.auth.models import Group, Permission
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from initiatives.domain import roles
from initiatives.models import Country, Initiative, InitiativeText, Organisation, Source, User

NAMES = {"UA": "Ukraine", "XK": "Kosovo", "KG": "Kyrgyzstan"}


def make_country(code, **more):
    name = NAMES.get(code, code)
    names = {f"name_{language}": name for language in ("en", "uk", "sq", "ky", "ru", "sr")}
    return Country.objects.get_or_create(code=code, defaults={"alpha3": f"{code}_", **names, **more})[0]


def make_initiative(slug="donbas-dialogue", title="Donbas Dialogue", codes=("UA",), **more):
    initiative = Initiative.objects.create(slug=slug, kind="platform", **more)
    initiative.countries.set(make_country(code) for code in codes)
    InitiativeText.objects.create(initiative=initiative, language="en", title=title, summary="Talks.")
    return initiative


def make_organisation(name="Institute for Peace", **more):
    return Organisation.objects.create(name=name, slug=name.lower().replace(" ", "-"), **more)


def cite(initiative, field="*"):
    source = Source.objects.create(title=f"Profile of {initiative.slug}", url="https://example.org/a")
    return initiative.citations.create(source=source, field=field)


def make_user(name, *, group="", rights=(), codes=(), **more):
    user = User.objects.create(username=name, is_staff=True, **more)
    roles.ensure()
    if group:
        user.groups.add(Group.objects.get(name=group))
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    user.countries.set(make_country(code) for code in codes)
    return user


def log_in(client, name, password, **more):
    """The answer to a name and a password, with the first step taken as a person takes it."""
    return client.post("/admin/login/", {"username": name, "password": password, "next": "/admin/"}, **more)


def code_of(user, ahead=0, **of):
    """What the app of `user` shows now, or `ahead` times half a minute later."""
    device = TOTPDevice.objects.get(user=user, **of)
    return f"{totp(device.bin_key, t0=-30 * ahead):06}"


def filled(response):
    """The data a browser would send back from this change form, nothing changed."""
    context = response.context
    forms = [context["adminform"].form]
    data = {"_version": context.get("version", "")}
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for bound in form:
            value = plain(bound.value())
            if value is not None and value is not False and value != []:
                data[bound.html_name] = value
    return {name: "on" if value is True else value for name, value in data.items()}


def chosen(client, action, rows, **more):
    """The data a browser would send from the list with `rows` ticked: their keys and the versions that it shows."""
    shown = client.get(f"/admin/initiatives/{rows[0]._meta.model_name}/").context["cl"].result_list
    seen = {str(row.pk): f"{row.pk}:{row.seen_token}" for row in shown}
    keys = [str(row.pk) for row in rows]
    return {"action": action, "_selected_action": keys, "_seen": [seen[key] for key in keys]} | more


def plain(value):
    if isinstance(value, list | tuple) or hasattr(value, "all"):
        return [plain(item) for item in value]
    return getattr(value, "pk", value)
