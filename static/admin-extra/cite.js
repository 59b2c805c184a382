/* "Cite a source" adds a row for that fact to the form at hand; without this script the link opens the form with one. */
"use strict";

function openRow(path) {
  const group = document.getElementById("citations-group");
  const add = group && group.querySelector(".add-row a");
  if (!add) return false;
  group.querySelectorAll("details").forEach((details) => { details.open = true; });
  add.click();
  const rows = group.querySelectorAll("tr.dynamic-citations");
  const row = rows[rows.length - 1];
  const fact = row && row.querySelector("select[name$='-field']");
  if (!fact) return false;
  fact.value = path;
  row.scrollIntoView({ block: "center" });
  fact.focus();
  return fact.value === path;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-cite]");
  if (link && openRow(link.dataset.cite)) event.preventDefault();
});
