// Single-key shortcuts. They can be turned off in the settings (WCAG 2.1.4), and never fire while a field is typed in.

function typing(target) {
  return target.closest("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])") !== null;
}

/**
 * Call `actions[key]` (keys in lower case) or `actions.digit(n)`. After "s" the next digit goes to `actions.strike(n)`.
 */
export function bindKeys(actions) {
  let striking = false;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
    const key = event.key.toLowerCase();
    if (/^[1-9]$/.test(key)) {
      const act = striking ? actions.strike : actions.digit;
      striking = false;
      act?.(Number(key));
      event.preventDefault();
      return;
    }
    if (key === "shift") return;
    striking = key === "s" && Boolean(actions.strike);
    if (!actions[key] || key.length > 1) return;
    actions[key]();
    event.preventDefault();
  });
}
