"""The countries that a map links, to be seen and tapped without a style sheet too. Load with {% load maps %}."""

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import ngettext

register = template.Library()


@register.simple_tag
def marked_countries(world_map):
    """The links of a domain.worldmap.WorldMap; not a template, since the front page may have two hundred of them."""
    return mark_safe("\n".join(_link(one) for one in world_map.marked))  # noqa: S308  of escaped parts and numbers


def _link(one):
    words = ngettext("%(name)s: %(n)s initiative", "%(name)s: %(n)s initiatives", one.count)
    said = words % {"name": one.country.name, "n": one.count}
    drawn = _drawn(one.shape, one.reach)
    return format_html('<a href="{}" class="shade-{}"><title>{}</title>{}</a>', one.url, one.level, said, drawn)


@lru_cache(maxsize=1000)
def _drawn(shape, reach):
    """What is seen and tapped of a country, from below: the ring, its land, the dot."""
    ring = format_html('<circle class="reach" fill-opacity="0" {} />', _round(shape, reach)) if reach else ""
    land = format_html('<path d="{}" />', shape.path) if shape.path else ""
    dot = format_html('<circle class="dot" {} />', _round(shape, 9)) if shape.is_dot else ""
    return format_html("{}{}{}", ring, land, dot)


def _round(shape, radius):
    return format_html('cx="{}" cy="{}" r="{}"', shape.x, shape.y, radius)
