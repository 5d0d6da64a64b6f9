// An answered question of study or a drill: its keys, its flag, and the way on. Without this, each button posts the form.

import { announce, say } from "./announce.js";
import { spoken } from "./clock.js";
import { bindKeys } from "./keys.js";
import { post } from "./saver.js";

const form = document.getElementById("question");
const token = form.elements.csrf_token.value;
const spent = Number(document.querySelector("[data-spent]").dataset.spent); // does not run on: the answer is given
document.getElementById("verdict").focus();

form.addEventListener("submit", async (event) => {
  const button = event.submitter;
  if (button?.value !== "flag") return;
  event.preventDefault();
  const flagged = button.getAttribute("aria-pressed") !== "true";
  const { status } = await post(form.dataset.noteUrl, { flagged }, token);
  if (status !== 200) return;
  button.setAttribute("aria-pressed", String(flagged));
  say(flagged ? "Flagged." : "Flag taken off.");
});

if ("keys" in form.dataset) {
  const press = (value) => form.querySelector(`.moves [value=${value}]`)?.click();
  bindKeys({
    n: () => (press("next"), press("check")),
    p: () => press("previous"),
    f: () => press("flag"),
    t: () => announce(`${spoken(Math.floor(spent))} spent.`),
    "?": () => document.getElementById("keys").togglePopover(),
  });
}
