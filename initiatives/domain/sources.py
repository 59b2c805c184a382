"""A source is entered once: the same page is recognised however its address is written."""

from urllib.parse import urlsplit

from initiatives.models import Source


def at_address(url):
    """Sources at the address `url`: http or https, with or without www., final slash and the part after #."""
    parts = urlsplit(url.strip())
    host = parts.netloc.lower().removeprefix("www.")
    path, query = parts.path.rstrip("/"), f"?{parts.query}" if parts.query else ""
    written = {f"{scheme}://{www}{host}{path}{slash}{query}"
               for scheme in ("http", "https") for www in ("", "www.") for slash in ("", "/")}  # fmt: skip
    return Source.objects.filter(url__in=[*written, url]) if host else Source.objects.none()
