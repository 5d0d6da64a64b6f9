// Asks the service worker to keep the questions of this quiz that were not opened yet, so that it can be taken to its end
// without network. Answered questions of study show their key, so those are left out.

const AFTER_MS = 2000; // the question that is being read, and its files, go first
const form = document.getElementById("question");

function paths() {
  const base = location.pathname.replace(/\d+$/, "");
  const here = Number(form.dataset.position);
  const open = "study" in form.dataset ? ":not(.answered)" : "";
  const all = [...document.querySelectorAll(`#palette [value^="go-"]${open}`)].map((button) => Number(button.value.slice(3)));
  const next = [...all.filter((position) => position > here), ...all.filter((position) => position < here)];
  return [...next, "check"].map((place) => `${base}${place}`);
}

async function keepAhead() {
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ ahead: paths() });
}

if (navigator.serviceWorker && navigator.onLine && !navigator.connection?.saveData) setTimeout(keepAhead, AFTER_MS);
