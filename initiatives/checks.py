"""System checks: every model field has a visibility class."""

from django.apps import apps
from django.core.checks import Error, register

from initiatives.visibility import CLASSES


def concrete_fields(model):
    return [field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)]


@register
def every_field_has_a_visibility(app_configs, **kwargs):
    models = apps.get_app_config("initiatives").get_models()
    errors = []
    for model in models:
        listed = set(CLASSES.get(model.__name__, ()))
        for name in concrete_fields(model):
            if name not in listed:
                message = f"{model.__name__}.{name} has no visibility class."
                errors.append(Error(message, hint="Add it to initiatives/visibility.py.", id="initiatives.E001"))
        for name in sorted(listed - set(concrete_fields(model))):
            errors.append(
                Error(f"visibility.py lists {model.__name__}.{name}, which does not exist.", id="initiatives.E002")
            )
    return errors
