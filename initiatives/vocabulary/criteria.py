"""What a profile must meet to stand in the directory; recorded with each and printed on the about page. Our own."""

from django.utils.translation import gettext_lazy as _

from initiatives.vocabulary.base import Entry, Vocabulary

INCLUSION_CRITERIA = Vocabulary(
    "inclusion criteria",
    [
        Entry("works-on-conflict", _("Works on preventing, ending or healing violent conflict")),
        Entry("says-so-itself", _("Says so itself")),
        Entry("open-or-serving", _("Is open to more than one side, or serves those harmed")),
        Entry("independent", _("Is not an instrument of a party to the conflict or of an armed group")),
    ],
    source="own list",
)
