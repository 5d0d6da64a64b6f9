// In study and drills nothing is saved before it is checked. What is chosen until then is kept for this tab alone, so
// that a reload or a look elsewhere does not lose it.

const PREFIX = "whose-draft:";

export class Draft {
  constructor(attempt, position) {
    this.key = `${PREFIX}${attempt}:${position}`;
  }

  /** What was kept: {choice, confidence}; null where nothing was. */
  read() {
    try {
      return JSON.parse(sessionStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  keep({ choice, confidence }) {
    try {
      sessionStorage.setItem(this.key, JSON.stringify({ choice, confidence }));
    } catch {
      // Storage may be full or forbidden; the page itself still has it.
    }
  }

  drop() {
    try {
      sessionStorage.removeItem(this.key);
    } catch {
      // Where nothing can be kept, nothing is to be dropped.
    }
  }
}
