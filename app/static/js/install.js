// Registers the service worker, which keeps a quiz that has begun through a lost connection.

const workers = navigator.serviceWorker;
workers?.register("/worker.js").catch(() => {
  // A browser may forbid it, as in a private window. Everything else works without.
});

// A question that was opened before there was a worker has not come past it.
async function keepThisPage() {
  const { active } = await workers.ready;
  const files = performance.getEntriesByType("resource").map(({ name }) => name);
  active.postMessage({ page: location.href, files: files.filter((name) => name.includes("/static/")) });
}

if (workers && !workers.controller && document.querySelector("[data-keep-offline]")) {
  if (document.readyState === "complete") keepThisPage();
  else window.addEventListener("load", keepThisPage);
}

document.querySelector("[data-again]")?.addEventListener("click", (event) => {
  event.preventDefault();
  location.reload();
});
