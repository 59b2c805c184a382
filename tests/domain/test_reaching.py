"""Real requests to a server on this machine, allowed by name; everything else on this machine is refused."""

import http.server
import threading

import pytest

from initiatives.domain import reaching
from initiatives.domain.reaching import Answer


class Answering(http.server.BaseHTTPRequestHandler):
    """Paths say what is answered: /200, /404, /301/200 leads to /200, /head is known to GET only."""

    def answer(self):
        self.server.heard.append((self.command, self.path, dict(self.headers)))
        first, _, rest = self.path.strip("/").partition("/")
        if first == "silent":
            self.connection.close()
            return
        if first == "away":
            status, location = 302, f"http://{rest}/"
        elif first == "loop":
            status, location = 302, "/loop"
        elif first == "head":
            status, location = (405 if self.command == "HEAD" else 200), ""
        else:
            status, location = int(first), f"/{rest}" if rest else ""
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Set-Cookie", "a=b")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(b"x" * 100_000)

    do_GET = do_HEAD = answer

    def log_message(self, *arguments):
        pass


@pytest.fixture
def server():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.heard = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def ask(server):
    host, port = server.server_address

    def asked(path, **more):
        url = f"http://{host}:{port}{path}"
        return reaching.ask(url, agent="a site link check", **({"allowed": {(host, port)}} | more))

    asked.base = f"http://{host}:{port}"
    return asked


@pytest.mark.parametrize(
    ("path", "status", "moved"),
    [
        ("/200", 200, ""),
        ("/404", 404, ""),
        ("/500", 500, ""),
        ("/head", 200, ""),
        ("/302/200", 200, ""),
        ("/301/200", 200, "/200"),
        ("/301/308/200", 200, "/200"),
        ("/302/301/200", 200, ""),
        ("/301/302/200", 200, "/302/200"),
        ("/302/302/302/302/302/200", 200, ""),
        ("/301", 301, ""),
    ],
)
def test_answer_stands_at_the_end_of_the_redirects(ask, path, status, moved):
    assert ask(path) == Answer(status, moved and ask.base + moved)


@pytest.mark.parametrize("path", ["/loop", "/302/302/302/302/302/302/200", "/silent"])
def test_no_end_is_no_answer(ask, path):
    with pytest.raises(reaching.Silent):
        ask(path)


def test_host_hears_who_asks_and_gets_no_cookie_back(ask, server):
    paced = []
    ask("/301/404", pace=paced.append)

    assert [(method, path) for method, path, _ in server.heard] == [
        ("HEAD", "/301/404"),
        ("HEAD", "/404"),
        ("GET", "/301/404"),
        ("GET", "/404"),
    ]
    assert {headers["User-Agent"] for _, _, headers in server.heard} == {"a site link check"}
    assert [name for _, _, headers in server.heard for name in headers if name in ("Cookie", "Referer")] == []
    assert paced == ["127.0.0.1"] * 4


@pytest.mark.parametrize("path", ["/200", "/away/127.0.0.1", "/away/localhost", "/away/[::1]", "/away/10.0.0.1"])
def test_nothing_leads_inside(ask, server, path):
    allowed = set() if path == "/200" else {server.server_address}
    with pytest.raises(reaching.Refused):
        ask(path, allowed=allowed)

    assert len(server.heard) == (0 if path == "/200" else 1)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://example.org:80/",
        "javascript:alert(1)",
        "http://example.org:22/",
        "http://example.org:6379/",
        "http://user:word@example.org/",
        "http://",
        "http:///path",
        "http://[::1",
        "http://example.org:99999/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0/",
        "http://localhost/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[fe80::1]/",
        "http://169.254.169.254/latest/",
        "http://100.64.0.1/",
        "http://192.168.1.1/",
        "x",
        "",
    ],
)
def test_address_that_is_none_of_the_open_web_is_not_asked(url):
    with pytest.raises(reaching.Refused):
        reaching.ask(url, agent="x")


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("::ffff:93.184.215.14", True),
        ("64:ff9b::5db8:d70e", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("0.0.0.0", False),  # noqa: S104  nothing is bound
        ("::", False),
        ("::1", False),
        ("fd00::1", False),
        ("fe80::1%eth0", False),
        ("ff02::1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::a00:1", False),
        ("::ffff:10.0.0.1", False),
    ],
)
def test_public_addresses(address, is_public):
    assert reaching.is_public(address) is is_public


def test_international_names_and_paths_are_written_for_the_wire():
    found = reaching.target("https://інституція.укр/шлях?q=є#place")

    assert (found.scheme, found.port) == ("https", 443)
    assert found.host.startswith("xn--")
    assert found.where == "/%D1%88%D0%BB%D1%8F%D1%85?q=%D1%94"


def test_agent_holds_only_what_a_header_may_hold():
    assert (
        reaching.agent_of("Мир\r\nX: y", "https://example.org/write") == "X: y link check (+https://example.org/write)"
    )
    assert reaching.agent_of("peacemap", "") == "peacemap link check"
