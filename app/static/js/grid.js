// Arrow keys in a table of links: one stop of Tab for the whole table, and from there from cell to cell.
// Without this module each link is a stop of Tab.

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** The nearest link from row and column on in steps; null where the table ends first. */
function next(rows, row, column, [down, right]) {
  for (;;) {
    row += down;
    column += right;
    const cell = rows[row]?.cells[column];
    if (!cell) return null;
    const link = cell.querySelector("a");
    if (link) return link;
  }
}

/** The first or last link of a row, or null. */
function end(row, last) {
  const links = row.querySelectorAll("a");
  return links[last ? links.length - 1 : 0] ?? null;
}

function target(table, event) {
  const cell = event.target.closest("td, th");
  const { rows } = table;
  const row = cell.parentElement;
  if (STEPS[event.key]) return next(rows, row.rowIndex, cell.cellIndex, STEPS[event.key]);
  if (event.key !== "Home" && event.key !== "End") return null;
  const last = event.key === "End";
  if (!event.ctrlKey) return end(row, last);
  return end(rows[last ? rows.length - 1 : 0], last);
}

export function moveByArrows(table) {
  const links = table.querySelectorAll("a");
  links.forEach((link) => { link.tabIndex = -1; });
  let current = table.querySelector("td a") ?? links[0];
  current.tabIndex = 0;
  table.addEventListener("focusin", (event) => {
    if (!event.target.matches("a")) return;
    current.tabIndex = -1;
    current = event.target;
    current.tabIndex = 0;
  });
  table.addEventListener("keydown", (event) => {
    if (!event.target.matches("a") || event.altKey || event.metaKey) return;
    const to = target(table, event);
    if (!to) return;
    event.preventDefault();
    to.focus({ preventScroll: true });
    to.scrollIntoView({ block: "nearest", inline: "nearest" }); // heeds the room that the sticky headers take
  });
}

document.querySelectorAll("[data-grid]").forEach(moveByArrows);
document.getElementById("grid-keys")?.removeAttribute("hidden");
