"""What IATI's codes and words mean here. Codelists: IATI 2.03; the words are those of versions 1.01 to 1.05."""

import re
from functools import lru_cache

from initiatives.vocabulary import ORGANISATION_TYPES, STATUSES, fold

STATUS_BY_CODE = {entry.code: entry.slug for entry in STATUSES if entry.code}
STATUS_BY_WORD = {
    "pipeline": "planned", "pipeline identification": "planned", "implementation": "ongoing", "active": "ongoing",
    "completion": "finalising", "finalisation": "finalising", "post completion": "completed", "closed": "completed",
    "cancelled": "cancelled", "suspended": "suspended",
}  # fmt: skip

FUNDING, ACCOUNTABLE, EXTENDING, IMPLEMENTING = "1", "2", "3", "4"
ROLE_BY_WORD = {
    "funding": FUNDING, "accountable": ACCOUNTABLE, "extending": EXTENDING, "implementing": IMPLEMENTING,
}  # fmt: skip

PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"
DATE_BY_WORD = {
    "start planned": PLANNED_START, "start actual": ACTUAL_START, "end planned": PLANNED_END,
    "end actual": ACTUAL_END,
}  # fmt: skip

PARENT, CHILD = "1", "2"
WEB_PAGE = "A12"  # DocumentCategory: the activity's own web page

# OECD DAC CRS purpose codes that say one theme and nothing finer; 15190 covers all migration and stays a code.
THEME_BY_SECTOR = {
    "12340": "psychosocial", "15112": "local-governance", "15130": "rule-of-law", "15150": "civic-participation",
    "15153": "media-narratives", "15160": "human-rights", "15170": "gender-equality", "15180": "sgbv",
    "15210": "security-sector", "15220": "peacebuilding", "15230": "peacekeeping", "15240": "ddr-salw",
    "15250": "mine-action", "15261": "child-soldiers", "16066": "arts-culture", "41010": "natural-resources-climate",
}  # fmt: skip
DAC_WORDS = {"", "1", "dac"}  # the vocabulary where a sector or a region names none
SECTOR_VOCABULARIES = {"2": "DAC", "dac 3": "DAC"}

# OECD DAC regions; 998, developing countries at large, is no place.
REGIONS = {
    "88": "Former Yugoslavia", "89": "Europe", "189": "Africa north of the Sahara", "289": "Africa south of the Sahara",
    "298": "Africa", "380": "West Indies", "389": "Caribbean and Central America", "489": "South America",
    "498": "Americas", "589": "Middle East", "619": "Central Asia", "679": "South Asia",
    "689": "South and Central Asia", "789": "Far East Asia", "798": "Asia", "889": "Oceania",
    "1027": "Eastern Africa", "1028": "Middle Africa", "1029": "Southern Africa", "1030": "Western Africa",
    "1031": "Caribbean", "1032": "Central America", "1033": "Melanesia", "1034": "Micronesia", "1035": "Polynesia",
}  # fmt: skip
NOWHERE = "998"

# What stands in place of a name: kinds of bodies (OECD DAC channels of delivery) and fillers.
GENERIC = {
    fold(name)
    for name in (
        "Academic, training and research", "Anonymous", "Anonymous donor", "Anonymous donors", "Central government",
        "Civil society organisation", "Civil society organisations", "Confidential", "CSO", "CSOs",
        "Delegated co-operation", "Developing country-based NGO", "Direct implementation", "Donor", "Donor country",
        "Donor country-based NGO", "Donor government", "Donors", "Foundation", "General public", "Government",
        "Implementer", "Implementing organisation", "Implementing partner", "Implementing partners",
        "Individual donor", "Individual donors", "Individuals", "International NGO", "Local government", "Local NGO",
        "Local partners", "Multilateral", "Multilateral organisations", "Multiple", "Multiple donors", "N/A", "NA",
        "National NGO", "Network", "NGO", "NGOs", "NGOs and civil society", "Non-governmental organisation",
        "Non-governmental organisations (NGOs) and civil society", "None", "Not applicable", "Not available",
        "Not specified", "Other", "Other donors", "Other multilateral institution", "Other public sector", "Others",
        "Own funds", "Partner country-based NGO", "Partner government", "Private donors", "Private individuals",
        "Private sector", "Private sector institution", "Private sector institutions",
        "Private sector in provider country", "Private sector in recipient country", "Public Private Partnership",
        "Public-Private Partnerships (PPPs) and Networks", "Public sector", "Public sector institution",
        "Public sector institutions", "Recipient government", "Redacted", "Regional NGO", "Self implemented", "TBC",
        "TBD", "Third country government (delegated co-operation)", "To be confirmed", "To be determined",
        "University, college or other teaching institution, research institute or think-tank", "Unknown", "Unspecified",
        "Various", "Various donors", "Various organisations",
    )
}  # fmt: skip

_CHANNEL = re.compile(r"[1-9]\d{4}\Z", re.ASCII)
_GENERIC_CHANNEL = re.compile(r"[1-9][0-5]000\Z", re.ASCII)  # 60000: private sector institution, no one in particular
_REFERENCE = re.compile(r"[A-Z]{2,3}-[A-Z0-9_]+(?:-\S+)?\Z", re.IGNORECASE | re.ASCII)
_TYPE_BY_CODE = {entry.code: entry.slug for entry in ORGANISATION_TYPES if entry.code}


@lru_cache(maxsize=2048)
def is_generic(name, reference=""):
    """Whether a participant is nobody in particular, by what stands for its name or by its channel code."""
    return fold(name) in GENERIC or bool(_GENERIC_CHANNEL.match(reference))


def reference(written):
    """An organisation identifier as it is kept, "" for what identifies nobody ("N/A", a number of one's own).

    A bare OECD DAC channel code is that organisation in the list XM-DAC (org-id.guide).
    """
    if _CHANNEL.match(written):
        return "" if _GENERIC_CHANNEL.match(written) else f"XM-DAC-{written}"
    return written if _REFERENCE.match(written) else ""


@lru_cache(maxsize=2048)
def organisation_type(written):
    entry = ORGANISATION_TYPES.find(written) if written and not written.isdigit() else None
    return _TYPE_BY_CODE.get(written) or (entry.slug if entry else "")


def status(code, word):
    """The slug of an ActivityStatus code, else of its 1.0x word; what is unknown stays, to be refused by name."""
    return STATUS_BY_CODE.get(code) or STATUS_BY_WORD.get(fold(word or code)) or code or word


@lru_cache(maxsize=2048)
def role(written):
    return written if written in ROLE_BY_WORD.values() else ROLE_BY_WORD.get(fold(written), "")


@lru_cache(maxsize=2048)
def date_type(written):
    return written if written in DATE_BY_WORD.values() else DATE_BY_WORD.get(fold(written), "")
