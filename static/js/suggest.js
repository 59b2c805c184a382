// Suggestions: a combobox whose options are links.
const form = document.querySelector("[data-suggest]");
const [box, list, said] = form?.querySelectorAll("[name=q], [role]") ?? [];
let at, wanted, timer;

function tell(node, name, value) {
  node.setAttribute(`aria-${name}`, value);
}

function show(html) {
  clearTimeout(timer);
  wanted = at = null;
  list.innerHTML = html;
  list.hidden = !html;
  said.textContent = html && list.dataset.said;
  tell(box, "expanded", !!html);
  tell(box, "activedescendant", "");
}

async function ask() {
  const text = (wanted = box.value);
  const got = await fetch(form.dataset.suggest + encodeURIComponent(text));
  const html = got.ok ? await got.text() : "";
  if (text === wanted) show(html);
}

function mark(place) {
  const links = [...list.children];
  at = (place + links.length) % links.length;
  links.forEach((link, n) => tell(link, "selected", n === at));
  tell(box, "activedescendant", links[at].id);
}

if (box) {
  box.role = "combobox";
  show("");
  box.oninput = () => (clearTimeout(timer), (timer = setTimeout(ask, 200)));
  box.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (list.hidden) return;
    if (step) mark(at === null ? (step - 1) / 2 : at + step);
    else if (event.key === "Enter" && at !== null) list.children[at].click();
    else if (event.key === "Escape") show("");
    else return;
    event.preventDefault();
  };
  box.onblur = () => show("");
  list.onmousedown = (event) => event.preventDefault();
}
