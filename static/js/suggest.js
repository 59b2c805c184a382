// Suggestions: a combobox of links.
const form = document.querySelector("[data-suggest]");
const [box, list, said] = form?.querySelectorAll("[name=q], [role]") ?? [];
let at, wanted, timer;

const tell = (node, name, value = "") => node.setAttribute(`aria-${name}`, value);

function mark(place) {
  const links = [...list.children];
  links.forEach((link, n) => tell(link, "selected", n === place));
  links[(at = place)]?.scrollIntoView({ block: "nearest" });
  tell(box, "activedescendant", links[at]?.id);
}

function forget() {
  clearTimeout(timer);
  wanted = mark();
}

function show(html) {
  forget();
  list.innerHTML = html;
  list.hidden = !html;
  said.textContent = html && list.dataset.said;
  tell(box, "expanded", !!html);
}

async function ask() {
  const text = (wanted = box.value);
  const got = await fetch(form.dataset.suggest + encodeURIComponent(text));
  const html = got.ok ? await got.text() : "";
  if (text === wanted) show(html);
}

if (box) {
  box.role = "combobox";
  show("");
  box.oninput = () => (forget(), (timer = setTimeout(ask, 200)));
  box.onkeydown = ({ key, isComposing }) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    const many = list.children.length;
    if (!many || isComposing) return;
    if (step) mark(((at ?? -(step > 0)) + step + many) % many);
    else if (key === "Enter" && at >= 0) list.children[at].click();
    else if (key === "Escape") show("");
    else return;
    return false;
  };
  box.onblur = () => show("");
  list.onmousedown = () => false;
}
