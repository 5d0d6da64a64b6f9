// A page that was kept is older than what was answered since. What this browser knows of that, for when there is no
// network to ask: answers that the server acknowledged, and those that it has not had yet (see saver.js).

const PREFIXES = ["whose-said:", "whose:"];

/** Show in the palette what was answered here since the page was made, and count it in. */
export function showAnswersHere(attempt) {
  for (const position of answeredHere(attempt)) {
    const button = document.querySelector(`#palette [value="go-${position}"]:not(.answered)`);
    if (!button) continue;
    button.classList.add("answered");
    const flagged = button.classList.contains("flagged") ? ", flagged" : "";
    button.setAttribute("aria-label", `Question ${position}, answered on this device${flagged}`);
  }
  const count = document.querySelectorAll("#palette .answered").length;
  document.querySelector("[data-answered]").textContent = count;
}

function answeredHere(attempt) {
  const latest = new Map(); // what was not sent yet is the newer one, and comes last
  for (const prefix of PREFIXES.map((name) => `${name}${attempt}:`)) {
    for (let index = 0; index < localStorage.length; index += 1) {
      const key = localStorage.key(index);
      const position = key.startsWith(prefix) ? Number(key.slice(prefix.length)) : NaN;
      if (position) latest.set(position, JSON.parse(localStorage.getItem(key)).choice?.length > 0);
    }
  }
  return [...latest].filter(([, answered]) => answered).map(([position]) => position);
}
