"""Sentences that the rules of the directory ask for, said the same way everywhere."""

from django.utils.translation import gettext_lazy as _

PRE_2022_NOTICE = _("This describes the situation before 24 February 2022; we have no later source.")
