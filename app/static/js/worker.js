// The service worker. Pages come from the network first, so that no old version stays; questions of a running quiz are
// kept for when there is no network, also those that were not opened yet. Pages that show a key, and answers in JSON,
// are never kept.
// The server puts SETTINGS (version, shell, page) before this.

const FILES = `files-${SETTINGS.version}`;
const QUESTIONS = `questions-${SETTINGS.version}`;
const QUESTION = /^\/attempts\/[^/]+\/(\d+|check)$/;
const RESULT = /^(\/attempts\/[^/]+\/)result$/;
const GIVEN_UP = /^(\/attempts\/[^/]+\/)abandon$/;
// After these somebody else may sit here.
const CHANGES_LEARNER = /^\/account\/(login|logout|register|delete)$/;
const MAY_KEEP = /\sdata-keep-offline[\s>]/;
const FILE = /\s(?:src|href)="(\/static\/[^"]+\.(?:css|js)[^"]*)"/g;
const AHEAD_PAUSE_MS = 250; // what the learner asks for goes first

let fetchingAhead = false;
let forgotten = 0; // how often questions were forgotten: what was asked for before is not kept after

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
  if (request.method === "POST" && CHANGES_LEARNER.test(url.pathname)) {
    forgotten += 1;
    event.waitUntil(caches.delete(QUESTIONS));
  }
  const given = request.method === "POST" && GIVEN_UP.exec(url.pathname);
  if (given) event.waitUntil(forget(given[1]));
  if (request.method !== "GET") return;
  if (url.pathname.startsWith("/static/")) event.respondWith(file(request, url));
  else if (request.mode === "navigate") event.respondWith(page(event, url));
});

self.addEventListener("message", (event) => {
  const { page: address, files, ahead } = event.data;
  event.waitUntil(ahead ? fetchAhead(ahead) : fetchAgain(address, files));
});

/** Take charge of a question that came before there was a worker, and keep it with its files. The page last: what is kept
 * is whole. One that was on its way while the worker took over is nobody's yet: no page was there to be claimed. */
async function fetchAgain(address, files) {
  await self.clients.claim();
  await Promise.all(files.map((name) => file(new Request(name), new URL(name))));
  const before = forgotten;
  await keep(await fetch(address), new URL(address), before);
}

/** Keep questions that were not opened yet, one after the other. A later page asks for what is missing then. */
async function fetchAhead(paths) {
  if (fetchingAhead) return;
  fetchingAhead = true;
  try {
    await keepMissing(paths, forgotten);
  } catch {
    // The network is gone already, or its keeper has no room.
  }
  fetchingAhead = false;
}

async function keepMissing(paths, before) {
  for (const path of paths) {
    const cache = await caches.open(QUESTIONS);
    if (await cache.match(path)) continue;
    const response = await fetch(path, { headers: { Purpose: "prefetch" }, redirect: "manual" });
    if (!response.ok) return; // the quiz is over
    const html = await response.clone().text();
    await keepFiles(html);
    if (MAY_KEEP.test(html)) await put(cache, path, response, before);
    if (forgotten !== before) return;
    await new Promise((resolve) => { setTimeout(resolve, AHEAD_PAUSE_MS); });
  }
}

/** A page that nobody opened yet may have files that no other has. */
async function keepFiles(html) {
  const cache = await caches.open(FILES);
  for (const [, path] of html.matchAll(FILE)) {
    const address = new URL(path.replaceAll("&amp;", "&"), self.location);
    if (!(await cache.match(address))) await file(new Request(address), address);
  }
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
  const before = forgotten;
  try {
    const response = await fetch(event.request);
    event.waitUntil(keep(response.clone(), url, before));
    return response;
  } catch (error) {
    const kept = await (await caches.open(QUESTIONS)).match(url.pathname);
    return kept ?? (await caches.match(SETTINGS.page)) ?? Promise.reject(error);
  }
}

/** Keep a question that says it may be kept; forget it as soon as it does not, and all of a quiz that is over. */
async function keep(response, url, before) {
  const cache = await caches.open(QUESTIONS);
  const over = RESULT.exec(url.pathname);
  if (over) await forget(over[1]);
  if (!QUESTION.test(url.pathname)) return;
  if (response.ok && !response.redirected && MAY_KEEP.test(await response.clone().text())) {
    await put(cache, url.pathname, response, before);
  } else {
    await cache.delete(url.pathname);
  }
}

/** Forget the questions of one quiz, whose addresses begin with `start`. */
async function forget(start) {
  forgotten += 1;
  const cache = await caches.open(QUESTIONS);
  const old = (await cache.keys()).filter((request) => new URL(request.url).pathname.startsWith(start));
  await Promise.all(old.map((request) => cache.delete(request)));
}

/** Keep a page, unless questions were forgotten since it was asked for, also while it is being written. */
async function put(cache, path, response, before) {
  if (forgotten === before) await cache.put(path, response);
  if (forgotten !== before) await cache.delete(path);
}
