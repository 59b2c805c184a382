"""Odd values for parameters and addresses, and one way to ask for them."""

import base64
import string

from hypothesis import strategies as st

from initiatives.filters.labels import VOCABULARIES

SLUGS = sorted({slug for vocabulary in VOCABULARIES.values() for slug in vocabulary.slugs})
NUMBERS = [0, 1, 2, 99, 101, 2**31, 2**63 - 1, 2**63, 10**25, 10**400]
KEYS = [
    '[0,"2020-01-01T00:00:00+00:00",1]',
    '[1,"a\\u0000",1]',
    "[[[[",
    "[0,null,1e999]",
    '[true,"9",99999999999999999999]',
]
ODD = [
    *("", " ", "\0", "a\0b", "%", "%%%", "%zz", "\x7f\x1b[0m", "\u202e\u200f", "\ud800", "\udfff\ud800", "İıŞß"),
    *("👩\u200d👧", "e" + "\u0301" * 300, "'", '"', "' OR 1=1 --", "\\", "*", "* OR *", '"unclosed', "a AND"),
    *("a:b", "-a", "(", "!&|", ":*", "<->", "<script>", "{{ 7*7 }}", "{% x %}", "../../etc/passwd", "//example.org/"),
    *("NEAR(a b)", "ﷺ" * 40, "-updated,title", "١٢٣", "²", "1_000", "+1", "1e5", "NaN"),
]  # fmt: skip

longest = st.builds(lambda text, times: (text * times)[:5000], st.text(min_size=1, max_size=5), st.integers(500, 5000))
numbers = st.one_of(st.sampled_from(NUMBERS), st.integers()).flatmap(
    lambda n: st.sampled_from([str(n), f"-{n}", f"0{n}"])
)
packed = st.one_of(st.sampled_from(KEYS).map(str.encode), st.binary(max_size=40)).map(
    lambda raw: base64.urlsafe_b64encode(raw).decode()
)
values = st.one_of(st.sampled_from(ODD), st.sampled_from(SLUGS), st.text(max_size=40), longest, numbers, packed)


def quoted(text):
    """`text` in percent escapes, halves of surrogate pairs as the bytes they would be."""
    safe = (string.ascii_letters + string.digits + "-._~").encode()
    return "".join(chr(byte) if byte in safe else f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))


PIECES = ["%", "%f", "%ff%fe", "%C3%28", "%ED%A0%80", "&", "=", ";", "+", "a", "[]", "q="]
raw = st.one_of(
    st.text(st.characters(codec="latin-1", exclude_characters="#"), max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
)


@st.composite
def query_strings(draw, names):
    """A query string of known and unknown parameters, repeated or not; now and then nothing that is one."""
    if draw(st.integers(0, 7)) == 0:
        return draw(raw)
    pairs = draw(st.lists(st.tuples(st.sampled_from(names), values), min_size=1, max_size=5))
    pairs += pairs[:1] * draw(st.sampled_from([0, 0, 0, 1, 60]))
    return "&".join(f"{quoted(name)}={quoted(value)}" for name, value in pairs)


# What may stand in an address in place of a slug or code, as a web server hands it over: bytes, as Latin-1.
arguments = st.one_of(
    values.map(lambda text: text.encode("utf-8", "surrogatepass").decode("latin-1")),
    st.text(st.characters(codec="latin-1"), max_size=60),
)


class Asker:
    """Asks for addresses and counts them."""

    def __init__(self):
        self.count = 0

    def problem(self, client, path, query="", data=None):
        """What is wrong with the answer, "" where nothing is; `data` is posted. Raises what the view raises."""
        self.count += 1
        given = {"PATH_INFO": path, "QUERY_STRING": query}
        response = client.get("/", **given) if data is None else client.post("/", data, **given)
        body = b"".join(response)
        if response.status_code >= 500:
            return str(response.status_code)
        if b"Traceback" in body or b"DEBUG = True" in body:
            return "a traceback"
        is_page = b"</html>" in body or response.headers["Content-Type"].startswith("text/plain")
        return f"{response.status_code} is no page" if response.status_code >= 400 and not is_page else ""
