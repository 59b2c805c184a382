"""Asking an address of the web whether it is still there, without being led anywhere else.

Only http and https, only to public addresses: a host is resolved once, every address it names must be public, and the
connection goes to just that address, so that a name that changes its mind leads nowhere (server-side request forgery).
Each answer is bounded in size and time. No cookie is kept, no script run, nothing of the body used.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.utils.encoding import iri_to_uri

MOST_REDIRECTS = 5
SECONDS = 10  # for one step: connecting, or one piece of an answer
SECONDS_IN_ALL = 20  # for one request
PORTS = {80, 443, 8080, 8443}
PERMANENT, TEMPORARY = {301, 308}, {302, 303, 307}
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address stands in the last 32 bits


class Refused(Exception):
    """An address that we don't ask: another scheme or port, a host that is not public, or one without a good proof."""


class Silent(Exception):
    """No answer: no such host, no connection, no end, or no HTTP."""


@dataclass(frozen=True)
class Answer:
    """What stood at the end of the redirects. `moved_to`: where they lead for good; "" where nothing moved for good."""

    status: int
    moved_to: str = ""


@dataclass(frozen=True)
class Target:
    """An address taken apart: `where` is the path with its query."""

    scheme: str
    host: str
    port: int
    where: str


def ask(url, *, agent, pace=lambda host: None, allowed=frozenset()):
    """The Answer of `url`, by HEAD, and by GET where HEAD is not understood.

    `pace(host)` is called before each request. `allowed`: {(host, port)} that may be asked though they are not public,
    for tests. Raises Refused or Silent.
    """
    answer = _follow("HEAD", url, agent, pace, allowed)
    return answer if 200 <= answer.status < 300 else _follow("GET", url, agent, pace, allowed)


def target(url, allowed=frozenset()):
    """The Target of an address. Raises Refused."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
        host = (parts.hostname or "").encode("idna").decode()
    except (ValueError, UnicodeError) as error:
        raise Refused(url) from error
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.password:
        raise Refused(url)
    if port not in PORTS and (host, port) not in allowed:
        raise Refused(url)
    query = f"?{parts.query}" if parts.query else ""
    return Target(parts.scheme, host, port, iri_to_uri((parts.path or "/") + query))


def is_public(address):
    """Whether an IP address, and any IPv4 address inside it, belongs to the open internet."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if found.version == 6 and (found.ipv4_mapped or found in NAT64):
        return _is_open(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF))
    inner = found.version == 6 and (found.sixtofour or (found.teredo or (None, None))[1])
    return _is_open(found) and (not inner or _is_open(inner))


def _is_open(address):
    return address.is_global and not address.is_multicast and not address.is_reserved


def _follow(method, url, agent, pace, allowed):
    moved_to, is_for_good = "", True
    for _ in range(MOST_REDIRECTS + 1):
        found = target(url, allowed)
        pace(found.host)
        status, location = _request(method, found, agent, allowed)
        if status not in PERMANENT | TEMPORARY or not location:
            return Answer(status, moved_to)
        url = _joined(url, location)
        is_for_good = is_for_good and status in PERMANENT
        moved_to = url if is_for_good else moved_to
    raise Silent(f"more than {MOST_REDIRECTS} redirects")


def _joined(url, location):
    try:
        return urljoin(url, location)[:2000]
    except ValueError as error:
        raise Refused(location) from error


def _request(method, found, agent, allowed):
    """(status, address that it redirects to or "") of one request; the body is not read."""
    connection = _connection(found, _pinned(found, allowed))
    watch = threading.Timer(SECONDS_IN_ALL, _cut, [connection])  # a host may send one letter every nine seconds
    watch.start()
    try:
        headers = {"User-Agent": agent, "Accept": "*/*", "Connection": "close"}
        connection.request(method, found.where, headers=headers)
        response = connection.getresponse()
        return response.status, response.headers.get("Location", "")
    except ssl.SSLCertVerificationError as error:  # browsers forgive more than we can: that says nothing of the page
        raise Refused(found.host) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Silent(type(error).__name__) from error
    finally:
        watch.cancel()
        connection.close()


def _pinned(found, allowed):
    """The IP address to connect to. Raises Refused where any address of the host is not public."""
    try:
        rows = socket.getaddrinfo(found.host, found.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Silent("no such host") from error
    addresses = list(dict.fromkeys(str(row[4][0]) for row in rows))
    if (found.host, found.port) not in allowed and not all(map(is_public, addresses)):
        raise Refused(found.host)
    return addresses[0]


def _connection(found, address):
    if found.scheme == "https":
        return _PinnedSecurely(found, address)
    return _Pinned(found, address)


class _Pinned(http.client.HTTPConnection):
    """A connection to one IP address, whatever the name resolves to by now."""

    def __init__(self, found, address):
        super().__init__(found.host, found.port, timeout=SECONDS)
        self.address = address

    def connect(self):
        self.sock = socket.create_connection((self.address, self.port), self.timeout)


class _PinnedSecurely(_Pinned):
    default_port = 443

    def connect(self):
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def _cut(connection):
    with suppress(OSError):
        if connection.sock:
            connection.sock.shutdown(socket.SHUT_RDWR)


def agent_of(site, contact):
    """What we call ourselves: a header holds visible ASCII only."""
    words = f"{site} link check" + (f" (+{contact})" if contact else "")
    return re.sub(r"[^\x20-\x7e]", "", words).strip()[:200] or "link check"
