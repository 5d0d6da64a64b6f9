// The service worker. Pages come from the network first, so that no old version stays; questions of a running quiz are
// kept for when there is no network. Pages that show a key, and answers in JSON, are never kept.
// The server puts SETTINGS (version, shell, page) before this.

const FILES = `files-${SETTINGS.version}`;
const QUESTIONS = `questions-${SETTINGS.version}`;
const QUESTION = /^\/attempts\/[^/]+\/(\d+|check)$/;
const RESULT = /^(\/attempts\/[^/]+\/)result$/;
// After these somebody else may sit here.
const CHANGES_LEARNER = /^\/account\/(login|logout|register|delete)$/;
const MAY_KEEP = /\sdata-keep-offline[\s>]/;

self.addEventListener("install", (event) => {
  event.waitUntil(install().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(tidy().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "POST" && CHANGES_LEARNER.test(url.pathname)) event.waitUntil(caches.delete(QUESTIONS));
  if (request.method !== "GET") return;
  if (url.pathname.startsWith("/static/")) event.respondWith(file(request, url));
  else if (request.mode === "navigate") event.respondWith(page(event, url));
});

self.addEventListener("message", (event) => event.waitUntil(fetchAgain(event.data)));

/** Keep a question and its files that came before there was a worker. The page last: what is kept is whole. */
async function fetchAgain({ page: address, files }) {
  await Promise.all(files.map((name) => file(new Request(name), new URL(name))));
  await keep(await fetch(address), new URL(address));
}

/** The page without network is fetched as a stranger, since it is shown to whoever comes. */
async function install() {
  const cache = await caches.open(FILES);
  await Promise.all(SETTINGS.shell.map(async (path) => {
    const response = await fetch(path, { credentials: "omit" });
    if (!response.ok) throw new Error(`${response.status} for ${path}`);
    await cache.put(path, response);
  }));
}

async function tidy() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== FILES && name !== QUESTIONS).map((name) => caches.delete(name)));
}

/** A file whose address has its fingerprint never changes. Others are asked for first. */
async function file(request, url) {
  const cache = await caches.open(FILES);
  const kept = await cache.match(request);
  if (kept && url.searchParams.has("v")) return kept;
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request, response.clone());
    return response;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

async function page(event, url) {
  try {
    const response = await fetch(event.request);
    event.waitUntil(keep(response.clone(), url));
    return response;
  } catch (error) {
    const kept = await (await caches.open(QUESTIONS)).match(url.pathname);
    return kept ?? (await caches.match(SETTINGS.page)) ?? Promise.reject(error);
  }
}

/** Keep a question that says it may be kept; forget it as soon as it does not, and all of a quiz that is over. */
async function keep(response, url) {
  const cache = await caches.open(QUESTIONS);
  const over = RESULT.exec(url.pathname);
  if (over) {
    const old = (await cache.keys()).filter((request) => new URL(request.url).pathname.startsWith(over[1]));
    await Promise.all(old.map((request) => cache.delete(request)));
  }
  if (!QUESTION.test(url.pathname)) return;
  if (response.ok && !response.redirected && MAY_KEEP.test(await response.clone().text())) {
    await cache.put(url.pathname, response);
  } else {
    await cache.delete(url.pathname);
  }
}
