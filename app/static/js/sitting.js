// A question page: saves as you choose, keeps the clock, moves on. Without this, each button posts the form.

import { announce, notice, say } from "./announce.js";
import { Choice } from "./choice.js";
import { Clock } from "./clock.js";
import { Draft } from "./draft.js";
import { Elapsed } from "./elapsed.js";
import { bindKeys } from "./keys.js";
import { showAnswersHere } from "./kept.js";
import { Saver, post, resend } from "./saver.js";

const form = document.getElementById("question");
const data = form.dataset;
const position = Number(data.position);
const token = form.elements.csrf_token.value;
const savedLabel = document.querySelector("[data-saved]");
const saver = new Saver({ attempt: data.attempt, position, url: data.saveUrl, token, sequence: Number(data.sequence) });
const choice = new Choice(form, Number(data.choose));
const study = "study" in data; // an answer is final once it is saved, so only "check" saves it
const draft = new Draft(data.attempt, position);
let leaving = false;

// Time looked at this question, in seconds: hidden tabs do not count.
let looked = Number(data.seconds) * 1000;
let since = document.hidden ? null : performance.now();
document.addEventListener("visibilitychange", () => {
  if (document.hidden && since !== null) looked += performance.now() - since;
  since = document.hidden ? null : performance.now();
});
const secondsLooked = () => Math.round((looked + (since === null ? 0 : performance.now() - since)) / 100) / 10;

const answer = () => ({ choice: choice.ids, confidence: choice.confidence, seconds: secondsLooked() });

function showState(state) {
  const missing = choice.choose - choice.count;
  const words = { saving: "saving", failed: "not saved, trying again", refused: "not saved" };
  const more = missing > 0 && choice.count ? `saved, choose ${missing} more` : "saved";
  savedLabel.dataset.state = state;
  savedLabel.textContent = words[state] ?? (choice.count ? more : "cleared");
}

function showInPalette(answered) {
  const flagged = form.querySelector("[value=flag]").getAttribute("aria-pressed") === "true";
  const button = document.querySelector(`#palette [value="go-${position}"]`);
  button.classList.toggle("answered", choice.complete);
  button.classList.toggle("flagged", flagged);
  const words = choice.complete ? "answered" : choice.count ? "partly answered" : "unanswered";
  button.setAttribute("aria-label", `Question ${position}, ${words}${flagged ? ", flagged" : ""}`);
  if (answered !== undefined) document.querySelector("[data-answered]").textContent = answered;
}

saver.addEventListener("state", (event) => showState(event.detail.state));
saver.addEventListener("saved", (event) => {
  follow(event.detail.seconds_left);
  showInPalette(event.detail.answered);
  draft.drop();
  if (study && choice.count) leave(location.pathname); // the same question, now with what is right
});
saver.addEventListener("refused", (event) => {
  const { status, error, message } = event.detail;
  const sentence = message ?? "This page could not be saved. Reload it and choose again.";
  if (status === 422) return announce(sentence);
  const over = ["too-late", "already-graded", "not-running"].includes(error);
  notice(sentence, over ? "See the result" : "Reload this question", over ? data.resultUrl : location.pathname);
  choice.disable();
});

// Choosing

function changed(event) {
  if (event.target.name === "choice" && choice.count > choice.choose) {
    event.target.checked = false;
    announce(`You have chosen ${choice.choose} already. Take one back first.`);
    return;
  }
  if (!["choice", "confidence"].includes(event.target.name)) return;
  if (study) draft.keep(answer());
  else saver.save(answer());
}

function clear() {
  choice.show([], null);
  draft.drop();
  if (!study) saver.save(answer());
}

/** Study: save the answer for good. Once that is acknowledged, the page is loaded again and shows what is right. */
async function reveal() {
  if (saver.unsaved) return saver.retryNow();
  if (!choice.complete) {
    const words = choice.count ? `you chose ${choice.count}` : "you have chosen none";
    return announce(`Choose ${choice.choose} ${choice.choose === 1 ? "option" : "options"}; ${words}.`);
  }
  saver.save(answer());
  choice.disable();
  if (!(await saver.flush()) && !saver.stopped) announce(UNREACHED);
}

let notes = Promise.resolve();

/** Save a flag, strikes or time, one after the other, so that the last one stays. Resolves to whether it is saved. */
function note(body, undo) {
  notes = notes.then(async () => {
    const { status, body: reply } = await post(data.noteUrl, body, token);
    if (status === 200) follow(reply.seconds_left);
    else undo?.(reply.message ?? "That could not be saved. Try again in a moment.");
    return status;
  });
  return notes;
}

function toggleFlag() {
  const button = form.querySelector("[value=flag]");
  const show = (on) => {
    button.setAttribute("aria-pressed", String(on));
    showInPalette();
  };
  const flagged = button.getAttribute("aria-pressed") !== "true";
  show(flagged);
  say(flagged ? "Flagged." : "Flag taken off.");
  note({ flagged }, (why) => (show(!flagged), announce(why)));
}

function toggleStrike(number) {
  const row = form.querySelectorAll(".option")[number - 1];
  if (!row) return;
  const show = (on) => {
    row.classList.toggle("option--struck", on);
    row.querySelector(".strike").setAttribute("aria-pressed", String(on));
  };
  const struck = !row.classList.contains("option--struck");
  show(struck);
  say(`Option ${number} ${struck ? "struck out" : "back in"}.`);
  const all = [...form.querySelectorAll(".option--struck")].map((option) => option.dataset.option);
  note({ struck: all }, (why) => (show(!struck), announce(why)));
}

// Moving

function target(action) {
  const base = location.pathname.replace(/\d+$/, "");
  if (action === "check") return `${base}check`;
  if (action.startsWith("go-")) return base + action.slice(3);
  return base + (position + (action === "next" ? 1 : -1));
}

const UNREACHED = "The server cannot be reached. Your answer is kept here and sent as soon as it can be.";

function leave(url) {
  leaving = true;
  location.assign(url);
}

const UNCHECKED = "You have chosen, but not checked your answer. Check it, or clear it to skip this question.";

async function move(action) {
  if (study && choice.count && !saver.unsaved) return announce(UNCHECKED);
  if ((action === "next" || action === "check") && choice.count && !choice.complete) {
    announce(`Choose ${choice.choose} options; you chose ${choice.count}. To skip this question, clear the answer first.`);
    return;
  }
  const saved = saver.unsaved ? await saver.flush() : (await note({ seconds: secondsLooked() })) !== 0;
  if (saved) {
    leave(target(action));
  } else if (!saver.stopped) {
    announce(UNREACHED);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const action = event.submitter?.value ?? "next";
  if (action === "flag") toggleFlag();
  else if (action === "clear") clear();
  else if (action === "reveal") reveal();
  else if (action.startsWith("strike-")) toggleStrike(Number(action.slice(7)));
  else move(action);
});
form.addEventListener("change", changed);
window.addEventListener("beforeunload", (event) => {
  if (saver.unsaved && !leaving) event.preventDefault();
});

// The clock

const clockFace = document.querySelector(".clock");
const timed = "secondsLeft" in clockFace.dataset && new Clock(clockFace, data.clockUrl, () => {
  leaving = true;
  announce("Time is up.");
  document.getElementById("finish").submit();
});
const follow = (seconds) => { if (timed) timed.hear(seconds); };
const clock = timed || new Elapsed(clockFace, () => secondsLooked() - Number(data.seconds));

document.getElementById("clock-form")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = event.submitter;
  const hide = button.value === "1";
  clockFace.classList.toggle("clock-hidden", hide);
  button.value = hide ? "0" : "1";
  button.firstChild.textContent = hide ? "Show" : "Hide";
  const body = new URLSearchParams({ csrf_token: token, hide: hide ? "1" : "0" });
  await fetch(event.target.action, { method: "POST", body });
});

// Keys

if ("keys" in data) {
  const press = (value) => form.querySelector(`.moves [value=${value}]`)?.click();
  bindKeys({
    digit: (n) => choice.press(n),
    strike: toggleStrike,
    s: () => announce("Strike out: which number?"),
    n: () => (press("next"), press("check")),
    p: () => press("previous"),
    f: () => press("flag"),
    t: () => clock.read(),
    "?": () => document.getElementById("keys").togglePopover(),
  });
}

// What an earlier page could not send

const left = saver.takeOver() ?? saver.catchUp();
if (left) {
  choice.show(left.choice, left.confidence);
} else if (choice.touched) {
  if (study) draft.keep(answer()); // chosen while this script was on its way
  else saver.save(answer());
} else if (study && !choice.count) {
  const kept = draft.read();
  if (kept) choice.show(kept.choice, kept.confidence);
}
if (!navigator.onLine) showAnswersHere(data.attempt);
resend(data.attempt, token, position);
window.addEventListener("online", () => resend(data.attempt, token, position));
