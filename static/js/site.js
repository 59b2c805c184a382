// Suggestions below the search box, a combobox of links; on the list, filters that act at once.
const form = document.querySelector("[data-suggest]");
const [box, list, said] = form.querySelectorAll("[name=q], [role]");
let at, wanted, timer;

// What stands at the address; null where something else has been asked for since.
async function get(url) {
  wanted = url;
  const got = await fetch(url);
  const html = got.ok ? await got.text() : "";
  return url === wanted ? html : null;
}

function mark(place) {
  [...list.children].forEach((link, n) => link.setAttribute("aria-selected", n === place));
  const link = list.children[(at = place)];
  link?.scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", link?.id ?? "");
}

function forget() {
  clearTimeout(timer);
  wanted = mark();
}

function show(html = "") {
  forget();
  list.innerHTML = html;
  said.textContent = html && list.dataset.said;
  list.hidden = !html;
  box.setAttribute("aria-expanded", !!html);
}

box.setAttribute("role", "combobox");
show();

async function suggest() {
  const html = await get(form.dataset.suggest + encodeURIComponent(box.value));
  if (html !== null) show(html);
}

box.oninput = () => {
  forget();
  timer = setTimeout(suggest, 200);
};
box.onkeydown = ({ key, isComposing }) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  const many = list.children.length;
  if (!many || isComposing) return;
  if (step) mark(((at ?? -(step > 0)) + step + many) % many);
  else if (key === "Enter" && at >= 0) list.children[at].click();
  else if (key === "Escape") show();
  else return;
  return false;
};
box.onblur = () => show();
list.onmousedown = () => false;

onchange = async ({ target: { type, name, value } }) => {
  const url = "?" + new URLSearchParams([...new FormData(form)].filter(([, text]) => text));
  const html = type === "checkbox" && (await get(url));
  if (!html) return;
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const part of document.querySelectorAll("[id^=live-]")) part.innerHTML = page.getElementById(part.id)?.innerHTML ?? "";
  document.querySelector(`[name="${name}"][value="${CSS.escape(value)}"]`)?.focus();
  said.textContent = document.getElementById("count").textContent;
  history.replaceState(0, "", url);
};
