// The page before submitting: its clock runs too, and at zero it submits itself.

import { Clock } from "./clock.js";
import { resend } from "./saver.js";

const form = document.getElementById("finish");
const face = document.querySelector("[data-seconds-left]");
const { clockUrl } = document.querySelector("[data-clock-url]").dataset;
if (face) new Clock(face, clockUrl, () => form.submit());
resend(form.dataset.attempt, form.elements.csrf_token.value, null);
