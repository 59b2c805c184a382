"""The pages and documents that an activity links: its own page is its website, all of them are sources."""

from initiatives.domain import contacts
from initiatives.imports import values
from initiatives.imports.facts import LONGEST
from initiatives.imports.iati.codes import WEB_PAGE
from initiatives.imports.iati.elements import name_of
from initiatives.imports.problems import Bad


def documents_of(activity, language):
    """([(address, title, date)] without doubles, address of the activity's own page or ""); http and https only."""
    found, pages = {}, [_address(element.text) for element in activity.all("activity-website")]
    for element in activity.all("document-link"):
        if address := _address(element.get("url")):
            found.setdefault((address, _title(element, language), _date(element)), True)
            if any(category.get("code") == WEB_PAGE for category in element.all("category")):
                pages.append(address)
    return list(found), next(filter(None, (_fitting(page, "website") for page in pages)), "")


def _title(element, language):
    titles = [contacts.without(name_of(title, language)) for title in element.all("title")]
    return _fitting(next(iter(titles), ""), "source_title")


def _address(text):
    """A web address, "" for anything else: a file path, a mail address, a script."""
    try:
        address, _added = values.address(text)
    except Bad:
        return ""
    return _fitting(address, "source_url")


def _date(element):
    dates = [date.get("iso-date")[:10] for date in element.all("document-date")]
    try:
        return values.date(dates[0]) if dates and dates[0] else ""
    except Bad:
        return ""


def _fitting(text, column):
    """`text`, "" where it is too long for `column`: a link that was cut leads nowhere."""
    try:
        return values.short(text, LONGEST[column])
    except Bad:
        return ""
