// The page before submitting: its clock runs too, and at zero it submits itself. Answers that an earlier page could not
// send are sent first, so that nothing chosen is left out of the grade.

import { announce, notice } from "./announce.js";
import { Clock } from "./clock.js";
import { resend } from "./saver.js";

const form = document.getElementById("finish");
const face = document.querySelector("[data-seconds-left]");
const { clockUrl } = document.querySelector("[data-clock-url]").dataset;
const sendLeft = () => resend(form.dataset.attempt, form.elements.csrf_token.value, null);
if (face) new Clock(face, clockUrl, () => form.submit());

if (!navigator.onLine) {
  notice(
    "There is no connection, so this list may be older than your answers. They are kept here, and sent once it is back.",
    "Try again",
    location.pathname,
  );
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { unsent } = await sendLeft();
  if (navigator.onLine && !unsent) form.submit();
  else announce("The server cannot be reached. What you answered is kept. Submit once you are back online.");
});

const { taken } = await sendLeft();
if (taken) location.reload(); // the figures are older than these answers
