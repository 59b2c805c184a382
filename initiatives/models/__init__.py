from initiatives.models.activity import Activity
from initiatives.models.case import Case, CaseWord
from initiatives.models.change import Change
from initiatives.models.claim import Claim
from initiatives.models.columnmapping import ColumnMapping
from initiatives.models.confirmation import ConfirmationLink
from initiatives.models.contact import Contact
from initiatives.models.country import Country
from initiatives.models.daykey import DayKey
from initiatives.models.givenright import GivenRight
from initiatives.models.heartbeat import Heartbeat
from initiatives.models.importrun import ImportRun, PlannedRow
from initiatives.models.initiative import Initiative
from initiatives.models.knock import Knock
from initiatives.models.linkcheck import LinkCheck
from initiatives.models.listing import IndexChange, IndexState, Listing, ListingText, Offer, Posting, Word
from initiatives.models.merge import Distinct, Likeness, Merge, Redirect
from initiatives.models.names import Alias, Identifier
from initiatives.models.organisation import Organisation
from initiatives.models.place import Place
from initiatives.models.redaction import Redaction
from initiatives.models.source import Citation, Source
from initiatives.models.support import Funder, Partner
from initiatives.models.text import InitiativeText, Term
from initiatives.models.user import User

__all__ = [
    "Activity",
    "Alias",
    "Case",
    "CaseWord",
    "Change",
    "Citation",
    "Claim",
    "ColumnMapping",
    "ConfirmationLink",
    "Contact",
    "Country",
    "DayKey",
    "Distinct",
    "Funder",
    "GivenRight",
    "Heartbeat",
    "Identifier",
    "ImportRun",
    "IndexChange",
    "IndexState",
    "Initiative",
    "InitiativeText",
    "Knock",
    "Likeness",
    "LinkCheck",
    "Listing",
    "ListingText",
    "Merge",
    "Offer",
    "Organisation",
    "Partner",
    "Place",
    "PlannedRow",
    "Posting",
    "Redaction",
    "Redirect",
    "Source",
    "Term",
    "User",
    "Word",
]
