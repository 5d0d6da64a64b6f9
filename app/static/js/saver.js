// Saves each answer as it is chosen. "Saved" is said only after the server's word; until then the answer stays in the
// browser's own storage, is sent again with growing pauses, and the page warns before it is left.

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30000;
const TIMEOUT_MS = 10000;
const PREFIX = "whose:";
// What the server has acknowledged, for a page that is older than that: one kept for when there is no network.
const SAID = "whose-said:";
const SAID_LASTS_MS = 2 * 24 * 3600 * 1000; // longer than any clock runs

// How the server names a refusal because the attempt was graded meanwhile. Such an answer is kept for the result's page,
// which says that it came too late.
const LATE = ["too-late", "already-graded"];

function store(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage may be full or forbidden; the answer then lives in this page only, which warns before it is left.
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function keysOf(attempt) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}${attempt}:`));
  } catch {
    return [];
  }
}

function forgetOldWords() {
  try {
    const old = (key) => key.startsWith(SAID) && !(read(key)?.at > Date.now() - SAID_LASTS_MS);
    Object.keys(localStorage).filter(old).forEach((key) => localStorage.removeItem(key));
  } catch {
    // Without storage there is nothing to forget.
  }
}

/** Post JSON with the page's CSRF token. Resolves to {status, body}; status 0 means that the server was not reached. */
export async function post(url, body, token) {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token, Accept: "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : {} };
  } catch {
    return { status: 0, body: {} };
  }
}

export class Saver extends EventTarget {
  /** Events: "state" (saving, saved, failed, refused), and "saved" and "refused" with the server's word. */
  constructor({ attempt, position, url, token, sequence }) {
    super();
    Object.assign(this, { attempt, position, url, token, sequence, seen: sequence });
    this.key = `${PREFIX}${attempt}:${position}`;
    this.said = `${SAID}${attempt}:${position}`;
    forgetOldWords();
    this.page = crypto.getRandomValues(new Uint32Array(2)).join("");
    this.waiting = null;
    this.sending = null;
    this.pause = FIRST_PAUSE_MS;
    this.stopped = false;
    window.addEventListener("online", () => this.retryNow());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.retryNow(); });
  }

  get unsaved() {
    return !this.stopped && Boolean(this.waiting || this.sending);
  }

  /** Queue the latest answer; what it replaces is not sent any more. */
  save(answer) {
    if (this.stopped) return;
    this.sequence += 1;
    this.waiting = { ...answer, sequence: this.sequence };
    store(this.key, { ...this.waiting, seen: this.seen, page: this.page, url: this.url });
    this.tell("state", { state: "saving" });
    this.pump();
  }

  /** Go on with an answer that an earlier page could not send, as that page did. Returns it, or null. */
  takeOver() {
    const left = read(this.key);
    if (!left) return null;
    const { choice, confidence, seconds, sequence, seen, page } = left;
    Object.assign(this, { sequence, seen, page, waiting: { choice, confidence, seconds, sequence } });
    this.tell("state", { state: "saving" });
    this.pump();
    return left;
  }

  /** Where this page is older than the last answer that the server acknowledged, go on from that. Returns it, or null. */
  catchUp() {
    const said = read(this.said);
    if (!said || said.sequence <= this.sequence) return null;
    this.sequence = this.seen = said.sequence;
    return said;
  }

  /** Resolves to true once nothing is unsaved, to false where the server cannot be reached now. */
  async flush() {
    this.retryNow();
    while (this.sending) {
      const ok = await this.sending;
      if (!ok) return false;
    }
    return !this.unsaved;
  }

  retryNow() {
    clearTimeout(this.timer);
    this.pump();
  }

  pump() {
    if (this.sending || !this.waiting || this.stopped) return;
    const answer = this.waiting;
    this.waiting = null;
    this.sending = this.send(answer).then((ok) => {
      this.sending = null;
      if (ok) this.pump();
      return ok;
    });
  }

  /** Send one answer. Resolves to whether the server has it. */
  async send(answer) {
    const { status, body } = await post(this.url, { ...answer, seen: this.seen, page: this.page }, this.token);
    if (status === 200) {
      this.accept(body, answer);
      return true;
    }
    if (status >= 400 && status < 500 && status !== 429) {
      this.refuse(status, body);
      return false;
    }
    this.tryLater(answer);
    return false;
  }

  accept(body, { choice, confidence }) {
    this.seen = body.sequence;
    store(this.said, { choice, confidence, sequence: body.sequence, at: Date.now() });
    this.pause = FIRST_PAUSE_MS;
    if (!this.waiting) {
      store(this.key, null);
      this.tell("state", { state: "saved" });
    }
    this.tell("saved", body);
  }

  tryLater(answer) {
    this.waiting = this.waiting || answer;
    this.tell("state", { state: "failed" });
    this.timer = setTimeout(() => this.pump(), this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
  }

  refuse(status, body) {
    // 400 is an expired session: the answer is kept for the next sign-in. A 422 can be put right on this page.
    if (status !== 400 && !LATE.includes(body.error)) store(this.key, null);
    if (status !== 422) this.stopped = true;
    this.waiting = null;
    this.tell("state", { state: "refused" });
    this.tell("refused", { status, ...body });
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/**
 * Send what earlier pages of this attempt left unacknowledged at other positions, each as that page did. Resolves to how
 * many the server took, how many are still to be sent, and the positions of those that came after the end, which stay.
 */
export async function resend(attempt, token, except) {
  const outcome = { taken: 0, unsent: 0, late: [] };
  for (const key of keysOf(attempt)) {
    const left = read(key);
    if (!left || key === `${PREFIX}${attempt}:${except}`) continue;
    const { url, ...answer } = left;
    const { status, body } = await post(url, answer, token);
    if (status === 200) outcome.taken += 1;
    if (LATE.includes(body.error)) outcome.late.push(Number(key.slice(key.lastIndexOf(":") + 1)));
    else if ([200, 404, 409, 422].includes(status)) store(key, null);
    else outcome.unsent += 1;
  }
  return outcome;
}

/** Drop what is kept of an attempt, once its learner was told. */
export function forget(attempt) {
  keysOf(attempt).forEach((key) => store(key, null));
}
