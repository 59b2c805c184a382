"""axe, put into a page once and asked as often as its colours or its width change."""

from axe_playwright_python.base import AXE_SCRIPT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
WIDTHS = (WIDE, NARROW)
SCHEMES = ("light", "dark")
SETTLED = "() => document.getAnimations().forEach(one => one.finish())"  # colours fade over
# Countries on a map can't all be as large as a finger, nor far apart: the list on the same page is the other way in.
EQUIVALENT = {"target-size": ".map"}
ASK = """async ({options, equivalent}) => {
  const {violations} = await axe.run(document, options);
  const within = (node, part) => part && document.querySelector(node.target[0])?.closest(part);
  return violations.flatMap(rule => rule.nodes.filter(node => !within(node, equivalent[rule.id]))
    .map(node => `${rule.id}: ${node.html.slice(0, 150)} (${node.target.join(" ")})`));
}"""


def whole(page):
    """What all rules find."""
    return ask(page, {"type": "tag", "values": TAGS})


def only(page, rules):
    return ask(page, {"type": "rule", "values": rules})


def ask(page, rules):
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    page.evaluate(SETTLED)
    # preloading would put styles into the page, which its policy blocks
    options = {"runOnly": rules, "preload": False, "resultTypes": ["violations"]}
    return page.evaluate(ASK, {"options": options, "equivalent": EQUIVALENT})


def in_all_looks(page):
    """[(look, what is wrong)] of the open page, light and dark, wide and narrow."""
    for width in WIDTHS:
        for scheme in SCHEMES:
            put_on(page, width, scheme)
            yield from (look(width, scheme, one) for one in whole(page))


def in_two_looks(page, number):
    """The same quickly: all rules once, and once those of colours; the widths change from page to page."""
    first, second = WIDTHS if number % 2 else WIDTHS[::-1]
    put_on(page, first, "light")
    yield from (look(first, "light", one) for one in whole(page))
    put_on(page, second, "dark")
    yield from (look(second, "dark", one) for one in only(page, COLOURS))


def put_on(page, width, scheme):
    page.set_viewport_size(width)
    page.emulate_media(color_scheme=scheme)


def look(width, scheme, wrong):
    return f"{scheme}, {width['width']} px", wrong
