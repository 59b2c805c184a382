"""An address made from a name where none is given."""

from itertools import count

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from initiatives.admin.guarding import TidyForm
from initiatives.search.folding import fold


def free_slug(model, name):
    """An address made from a name in any script, not taken yet by another row of `model`."""
    base = slugify(fold(name))[:70].strip("-") or model._meta.model_name
    taken = set(model.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for number in count(1) if (slug := base if number == 1 else f"{base}-{number}") not in taken)


class SluggedForm(TidyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _(
                "The last part of its address. Leave empty for one made from the name; then let it be."
            )

    def name_for_slug(self):
        return self.data.get("name", "")

    def clean_slug(self):
        return self.cleaned_data["slug"] or self.instance.slug or free_slug(type(self.instance), self.name_for_slug())
