// A result page: what was chosen without network and never sent is sent now. The server refuses what comes after the
// end, and then the page says so, since the learner saw it as chosen.

import { notice } from "./announce.js";
import { forget, resend } from "./saver.js";

const PAUSES_MS = [1000, 2000, 4000, 8000, 16000];

const { attempt } = document.querySelector("[data-attempt]").dataset;
const token = document.querySelector("[name=csrf_token]").value;

function tell(late) {
  const one = late.length === 1;
  const places = late.sort((a, b) => a - b).join(", ");
  const what = one ? `Your last choice at question ${places}` : `Your last choices at questions ${places}`;
  notice(`${what} reached the server after the end, so ${one ? "it does" : "they do"} not count. What was saved by then stands.`);
}

/** Send what is left, and again after each pause while the server cannot be reached; then the next visit goes on. */
async function sendLeft([pause, ...later]) {
  const { late, unsent } = await resend(attempt, token, null);
  if (unsent && pause) {
    setTimeout(() => sendLeft(later), pause);
  } else if (late.length) {
    forget(attempt);
    tell(late);
  }
}

await sendLeft(PAUSES_MS);
