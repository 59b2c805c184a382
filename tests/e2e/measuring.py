"""What a browser can measure of an open page, each as a list of what is wrong; empty where nothing is."""

SMALLEST = 24  # px, WCAG 2.2, 2.5.8 Target Size (Minimum)
REACHED = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
NAMED = "const name = it => `${it.tagName} ${(it.textContent || it.name || '').trim().slice(0, 40)}`;"
SHOWN = """const shown = it => it.checkVisibility({visibilityProperty: true, opacityProperty: true})
  && !it.closest('.visually-hidden, .elsewhere, .skip');"""

# Only what has a way to scroll of its own may be wider than the window.
SIDEWAYS = (
    "() => {"
    + NAMED
    + """
  const page = document.scrollingElement;
  if (page.scrollWidth <= window.innerWidth) return [];
  const wide = [...document.body.querySelectorAll('*')].filter(it => it.getBoundingClientRect().right > innerWidth + 1);
  return [`${page.scrollWidth} px in ${innerWidth}: ${wide.slice(-3).map(name)}`];
}"""
)

# Text that its own box hides or that the edge of the window cuts.
CUT = (
    "() => {"
    + NAMED
    + SHOWN
    + """
  const clips = style => ['hidden', 'clip'].includes(style.overflowX) || ['hidden', 'clip'].includes(style.overflowY);
  const scrolls = it => it.closest('pre') || it.closest('svg');
  const isCut = it => {
    const box = it.getBoundingClientRect(), style = getComputedStyle(it);
    const inside = it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 1;
    return (clips(style) && inside) || box.left < -1 || box.right > innerWidth + 1;
  };
  const told = [...document.body.querySelectorAll('*')].filter(it => shown(it) && !scrolls(it)
    && [...it.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
  return told.filter(isCut).map(name);
}"""
)

# 2.5.8: its box, or the box of the label that is tapped for it. Links within a sentence are exempt.
SMALL = (
    "(smallest) => {"
    + NAMED
    + SHOWN
    + f"""
  const linked = part => [...part.querySelectorAll('a')].reduce((sum, it) => sum + it.textContent.length, 0);
  const inText = it => it.matches('a') && getComputedStyle(it).display === 'inline'
    && it.parentElement.textContent.trim().length > linked(it.parentElement) + 10;
  const boxes = it => [it, it.closest('label')].filter(Boolean).map(one => one.getBoundingClientRect());
  const middle = box => [box.x + box.width / 2, box.y + box.height / 2];
  const targets = [...document.querySelectorAll("{REACHED}")].filter(it => shown(it) && !it.closest('.map, pre'));
  const isLarge = it => boxes(it).some(box => box.width >= smallest && box.height >= smallest);
  // too small, but nothing else within a circle of that width: "Spacing" in 2.5.8
  const isFar = it => targets.every(other => it.contains(other) || other.contains(it) || far(it, other));
  const apart = ([x, y], box) =>
    Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
  const far = (it, other) => {{
    const [x, y] = middle(it.getBoundingClientRect()), [u, v] = middle(other.getBoundingClientRect());
    const nearest = Math.min(...[...other.getClientRects()].map(box => apart([x, y], box)));  // a link may wrap
    return nearest >= smallest / 2 && (isLarge(other) || Math.hypot(u - x, v - y) >= smallest);
  }};
  return targets.filter(it => !inText(it) && !isLarge(it) && !isFar(it)).map(name);
}}"""
)

# 2.4.7, 2.4.11, 2.4.13: what has the focus is seen, looks different by 2 px or more, and nothing stuck covers it.
UNFOCUSED = (
    "() => {"
    + NAMED
    + SHOWN
    + f"""
  const look = it => {{
    const style = getComputedStyle(it);
    const drawn = style.outlineStyle !== 'none' ? parseFloat(style.outlineWidth) : 0;
    const reach = it.querySelector?.('.reach'), ring = reach ? getComputedStyle(reach) : null;
    return [drawn, ring && ring.stroke !== 'none' ? parseFloat(ring.strokeWidth) : 0];
  }};
  const isCovered = it => {{
    const parts = [...it.getClientRects()], corners = [[0.1, 0.1], [0.5, 0.5], [0.9, 0.9]];
    const points = parts.flatMap(box => corners.map(([u, v]) => [box.x + u * box.width, box.y + v * box.height]));
    return !points.some(([x, y]) => {{
      const top = document.elementFromPoint(x, y);
      return top && (it.contains(top) || top.contains(it) || top.closest('label')?.contains(it) || top.closest('svg'));
    }});
  }};
  const wrong = [];
  for (const it of document.querySelectorAll("{REACHED}")) {{
    if (!it.checkVisibility({{visibilityProperty: true}}) || it.closest('.elsewhere') || it.disabled) continue;
    document.activeElement?.blur?.();
    const before = look(it);
    it.focus({{focusVisible: true}});
    if (document.activeElement !== it) {{ wrong.push(`${{name(it)}} takes no focus`); continue; }}
    if (!look(it).some((drawn, n) => drawn >= 2 && drawn > before[n])) wrong.push(`${{name(it)}} shows no focus`);
    if (isCovered(it)) wrong.push(`${{name(it)}} is covered`);
  }}
  return wrong;
}}"""
)

# Everything but the finest change of colour waits to be asked for.
MOVING = """() => [...document.querySelectorAll('*')].filter(it => {
  const style = getComputedStyle(it);
  const long = text => text.split(',').some(one => parseFloat(one) > 0);
  return long(style.transitionDuration) || long(style.animationDuration) || style.scrollBehavior === 'smooth';
}).map(it => it.tagName)"""


# As a language written from the right would show the page; as one whose words are a third longer.
TURNED = "() => { document.documentElement.dir = 'rtl'; }"
LENGTHENED = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    if (data.trim() && !parentElement.closest('script, pre, textarea, svg'))
      texts.currentNode.data = `${data.trimEnd()} ${data.trim().slice(0, Math.ceil(data.trim().length / 3))} `;
  }
}"""
