// The tour of the line: moves to another service without loading the page, and shows what moved.
// Without this module each stop is a link to a page of its own.

import { say } from "./announce.js";

const MOTION = { duration: 200, easing: "ease-out" };
const PARTS = ["#tour", "#stairs"];
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const pages = new Map();
const slider = document.getElementById("slider");
let wanted = "";

function load(url) {
  if (!pages.has(url)) {
    const page = fetch(url, { headers: { Accept: "text/html" } }).then(async (response) => {
      if (!response.ok) throw new Error(`${response.status} for ${url}`);
      return new DOMParser().parseFromString(await response.text(), "text/html");
    });
    page.catch(() => pages.delete(url));
    pages.set(url, page);
  }
  return pages.get(url);
}

function places() {
  const layers = [...document.querySelectorAll("#tour [data-layer]")];
  return new Map(layers.map((layer) => [layer.dataset.layer, layer.getBoundingClientRect().top]));
}

/** Let everything that stands elsewhere now slide there from where it stood, and what is new fade in. */
function animate(before) {
  if (calm.matches) return;
  for (const layer of document.querySelectorAll("#tour [data-layer]")) {
    const old = before.get(layer.dataset.layer);
    const way = old === undefined ? 0 : old - layer.getBoundingClientRect().top;
    if (old === undefined) layer.animate({ opacity: [0, 1] }, MOTION);
    else if (way) layer.animate({ transform: [`translateY(${way}px)`, "none"] }, MOTION);
  }
}

function show(page) {
  const key = document.activeElement?.dataset.key;
  const before = places();
  for (const part of PARTS) {
    document.querySelector(part).replaceWith(document.importNode(page.querySelector(part), true));
  }
  const tour = document.querySelector("#tour");
  document.title = page.title;
  slider.value = tour.dataset.place;
  slider.setAttribute("aria-valuetext", tour.dataset.title);
  if (key) (document.querySelector(`[data-key="${key}"]`) ?? tour.querySelector("[data-stop]")).focus();
  animate(before);
}

async function go(url, remember) {
  wanted = url;
  try {
    const page = await load(url);
    if (wanted !== url) return;
    show(page);
  } catch {
    location.assign(url);
    return;
  }
  if (remember) history.pushState(null, "", url);
  else history.replaceState(null, "", url);
  say(document.querySelector("#tour").dataset.summary);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-stop]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  go(link.href.split("#")[0], true);
});
slider.addEventListener("input", () => {
  go(document.querySelector(`[data-key="stop-${slider.value}"]`).href.split("#")[0], false);
});
window.addEventListener("popstate", async () => show(await load(location.href.split("#")[0])));

slider.setAttribute("aria-valuetext", document.querySelector("#tour").dataset.title);
document.getElementById("slide").hidden = false;
