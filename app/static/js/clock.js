// The countdown. The server alone decides; this draws what the server said, and asks again whenever it may be wrong.

import { announce } from "./announce.js";

const WARN_AT = [600, 300, 60];
const LOW = 300;
const DRIFT_MS = 1500;
const RETRY_AT_ZERO_MS = 2000;

// What the server said of an attempt's clock. Its `at` lets saver.js forget it with the other words of the server.
const SAID = "whose-said:";
const KEPT_S = 3;

function remember(url, end) {
  try {
    localStorage.setItem(SAID + url, JSON.stringify({ end, at: Date.now() }));
  } catch {
    // Storage may be full or forbidden. Then a kept page shows the time of when it was made.
  }
}

/** When the attempt ends by this browser's own clock; null where nobody said. */
function remembered(url) {
  try {
    return JSON.parse(localStorage.getItem(SAID + url))?.end ?? null;
  } catch {
    return null;
  }
}

/** "1:44:07" or "4:07". */
export function face(seconds) {
  const h = Math.floor(seconds / 3600);
  const m = Math.floor((seconds % 3600) / 60);
  const s = String(seconds % 60).padStart(2, "0");
  return h ? `${h}:${String(m).padStart(2, "0")}:${s}` : `${m}:${s}`;
}

/** "1 hour 44 minutes 7 seconds", for the ear. */
export function spoken(seconds) {
  const parts = [
    [Math.floor(seconds / 3600), "hour"],
    [Math.floor((seconds % 3600) / 60), "minute"],
    [seconds % 60, "second"],
  ];
  const said = parts.filter(([n]) => n).map(([n, unit]) => `${n} ${unit}${n === 1 ? "" : "s"}`);
  return said.join(" ") || "no time";
}

export class Clock {
  /** `element` carries the server's figures; `onZero` is called once, when no time is left. */
  constructor(element, clockUrl, onZero) {
    this.element = element;
    this.time = element.querySelector(".clock__time");
    this.url = clockUrl;
    this.onZero = onZero;
    this.over = false;
    this.warnings = [Math.floor(Number(element.dataset.secondsTotal) / 2), ...WARN_AT];
    this.correct(Number(element.dataset.secondsLeft));
    this.catchUp();
    this.last = this.left();
    this.wall = Date.now() - performance.now();
    setInterval(() => this.tick(), 250);
    for (const event of ["online", "focus"]) window.addEventListener(event, () => this.ask());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.ask(); });
  }

  /** Take the server's word for the seconds left. */
  correct(seconds) {
    if (!Number.isFinite(seconds)) return;
    this.end = performance.now() + seconds * 1000;
    this.draw();
  }

  /** The same, heard just now, and remembered for pages that are older. */
  hear(seconds) {
    this.correct(seconds);
    if (Number.isFinite(seconds)) remember(this.url, Date.now() + seconds * 1000);
  }

  /** A page that was kept tells the time of then. Less is left by what an earlier page heard; the server knows best. */
  catchUp() {
    const end = remembered(this.url);
    const left = (end - Date.now()) / 1000;
    if (end === null || this.left() < left) this.hear(this.left());
    else if (left < this.left() - KEPT_S) {
      this.correct(Math.max(1, left)); // from there it runs out, and the server is asked
      this.ask();
    }
  }

  left() {
    return Math.max(0, Math.ceil((this.end - performance.now()) / 1000));
  }

  tick() {
    // Where the wall clock ran on without the page's own clock, the machine slept.
    const wall = Date.now() - performance.now();
    if (Math.abs(wall - this.wall) > DRIFT_MS) {
      this.wall = wall;
      this.ask();
    }
    const left = this.left();
    if (left === this.last) return;
    const passed = this.warnings.filter((at) => left <= at && at < this.last);
    if (passed.length && left > 0) announce(`${spoken(Math.min(...passed))} left.`);
    this.last = left;
    this.draw();
    if (left === 0) this.finish();
  }

  draw() {
    const left = this.left();
    this.time.textContent = face(left);
    this.element.toggleAttribute("data-low", left <= LOW);
  }

  read() {
    announce(`${spoken(this.left())} left.`);
  }

  /** The server is asked before the page gives up: only its clock ends a sitting. */
  async finish() {
    if (this.over) return;
    const said = await this.ask();
    if (said === 0) {
      this.over = true;
      this.onZero();
    } else if (said === null) {
      setTimeout(() => this.finish(), RETRY_AT_ZERO_MS);
    }
  }

  /** Ask the server; null where it could not be reached. */
  async ask() {
    try {
      const response = await fetch(this.url, { headers: { Accept: "application/json" }, cache: "no-store" });
      if (!response.ok) return null;
      const { seconds_left: seconds, over } = await response.json();
      this.hear(over ? 0 : seconds);
      return over ? 0 : seconds;
    } catch {
      return null;
    }
  }
}
