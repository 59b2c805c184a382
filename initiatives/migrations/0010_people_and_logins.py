from django.db import migrations, models

import initiatives.models.user

EDITED = ("initiative", "organisation", "place", "source")
ROWS = [
    "initiativetext",
    "term",
    "alias",
    "identifier",
    "funder",
    "partner",
    "activity",
    "claim",
    "contact",
    "citation",
]
EDITORS = {f"{verb}_{model}" for model in (*EDITED, *ROWS) for verb in ("view", "add", "change")}
EDITORS |= {f"delete_{model}" for model in ROWS}
EDITORS |= {"view_country", "change_country", "view_change", "import_initiative", "export_initiative"}
EDITORS |= {f"{verb}_importrun" for verb in ("view", "add", "change", "delete")}
FORMER = {"Editors": EDITORS, "Reviewers": EDITORS | {"publish_initiative"} | {f"delete_{model}" for model in EDITED}}
NEW = {"view_initiative": "read_others_initiative", "change_initiative": "edit_others_initiative"}
NAMES = {
    "read_others_initiative": "Can read initiatives that others began",
    "edit_others_initiative": "Can edit initiatives that others began, and published ones",
}


def keep_everybody_at_work(apps, schema_editor):
    """Who could open or edit all profiles goes on doing so; what groups were given before is not given again."""
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    User, GivenRight = apps.get_model("initiatives", "User"), apps.get_model("initiatives", "GivenRight")
    for role, codenames in FORMER.items():
        if Group.objects.filter(name=role).exists():
            GivenRight.objects.bulk_create(GivenRight(role=role, codename=codename) for codename in sorted(codenames))
    for old in Permission.objects.filter(content_type__app_label="initiatives", codename__in=NEW):
        new, _ = Permission.objects.get_or_create(
            content_type=old.content_type, codename=NEW[old.codename], defaults={"name": NAMES[NEW[old.codename]]}
        )
        for group in Group.objects.filter(permissions=old):
            group.permissions.add(new)
        for user in User.objects.filter(user_permissions=old):
            user.user_permissions.add(new)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("initiatives", "0009_mapping"),
    ]

    operations = [
        migrations.CreateModel(
            name="DayKey",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False, verbose_name="day")),
                ("secret", models.CharField(max_length=64, verbose_name="secret")),
            ],
            options={
                "verbose_name": "key of the day",
                "verbose_name_plural": "keys of the day",
                "ordering": ("day",),
            },
        ),
        migrations.AlterModelOptions(
            name="initiative",
            options={
                "ordering": ("slug",),
                "permissions": [
                    ("publish_initiative", "Can publish, withdraw and archive initiatives"),
                    ("import_initiative", "Can import initiatives"),
                    ("export_initiative", "Can export initiatives"),
                    ("read_others_initiative", "Can read initiatives that others began"),
                    ("edit_others_initiative", "Can edit initiatives that others began, and published ones"),
                ],
                "verbose_name": "initiative",
                "verbose_name_plural": "initiatives",
            },
        ),
        migrations.AddField(
            model_name="user",
            name="session_stamp",
            field=models.CharField(
                default=initiatives.models.user.new_stamp, editable=False, max_length=32, verbose_name="session stamp"
            ),
        ),
        migrations.CreateModel(
            name="GivenRight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=40, verbose_name="role")),
                ("codename", models.CharField(max_length=100, verbose_name="right")),
            ],
            options={
                "verbose_name": "given right",
                "verbose_name_plural": "given rights",
                "ordering": ("role", "codename"),
                "constraints": [models.UniqueConstraint(fields=("role", "codename"), name="right_given_once")],
            },
        ),
        migrations.RunPython(keep_everybody_at_work, migrations.RunPython.noop),
    ]
