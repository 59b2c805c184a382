"""What the pages of initiatives, organisations and countries say alike of their sources and names."""

from initiatives.domain import organisations


def numbered(profile):
    """[(number, source, quotes)] of a public profile."""
    return [(number, source, profile.quotes.get(number, ())) for number, source in profile.sources]


def publishers(profile, on):
    """Addresses of the publishers that have a page of their own on the day `on`."""
    slugs = {source.publisher_slug for _, source in profile.sources if source.publisher_slug}
    return set(organisations.public(on=on).filter(slug__in=slugs).values_list("slug", flat=True))


def doubtful(names):
    """Those of [(name, language, Fact)] about which there is more to say: notes, or sources that disagree."""
    return [row for row in names if row[2].notes or row[2].conflicts]
