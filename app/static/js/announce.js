// Says things to everyone: in a polite live region that is also seen, for a few seconds.

const SHOWN_MS = 6000;
let timer = 0;

function makeRegion(name) {
  const region = document.createElement("div");
  region.className = name;
  region.setAttribute("role", "status");
  document.body.append(region);
  return region;
}

const region = makeRegion("toast");
const quiet = makeRegion("visually-hidden");

/** Show and announce `text`. A second call replaces the first. */
export function announce(text) {
  region.textContent = "";
  // An empty region first, and the text in the next frame, so that the same words are announced a second time too.
  requestAnimationFrame(() => { region.textContent = text; });
  clearTimeout(timer);
  timer = setTimeout(() => { region.textContent = ""; }, SHOWN_MS);
}

/** Tell a screen reader what the page shows already. */
export function say(text) {
  quiet.textContent = "";
  requestAnimationFrame(() => { quiet.textContent = text; });
}

/** Put a lasting message at the top of the page, with a link where `href` is given. */
export function notice(text, label, href) {
  const box = document.createElement("div");
  box.className = "notice notice--error";
  box.setAttribute("role", "alert");
  const words = document.createElement("p");
  words.textContent = text;
  box.append(words);
  if (href) {
    const link = document.createElement("a");
    link.className = "button";
    link.href = href;
    link.textContent = label;
    box.append(link);
  }
  document.querySelector(".notices").replaceChildren(box);
}
