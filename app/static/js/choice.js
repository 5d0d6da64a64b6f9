// What is chosen on a question page: radio buttons, check boxes, or a select for each place of an order or a match.

export class Choice {
  /** `choose` is how many options the question asks for. */
  constructor(form, choose) {
    this.fields = [...form.querySelectorAll("[name=choice]")];
    this.sure = [...form.querySelectorAll("[name=confidence]")];
    this.places = this.fields.some((field) => field.tagName === "SELECT");
    this.choose = choose;
  }

  /** Option ids: those that are checked, or one a place, "" where it is empty. None at all where nothing is chosen. */
  get ids() {
    if (!this.places) return this.fields.filter((field) => field.checked).map((field) => field.value);
    const ids = this.fields.map((field) => field.value);
    return ids.some(Boolean) ? ids : [];
  }

  get count() {
    return this.ids.filter(Boolean).length;
  }

  get complete() {
    return this.count === this.choose;
  }

  get confidence() {
    return this.sure.find((field) => field.checked)?.value ?? null;
  }

  /** Whether anything differs from what the server sent. */
  get touched() {
    const differs = (field) => field.checked !== field.defaultChecked;
    if (!this.places) return this.fields.some(differs);
    return this.fields.some((field) => !field.selectedOptions[0]?.defaultSelected && field.value !== "");
  }

  show(ids, confidence) {
    this.fields.forEach((field, place) => {
      if (this.places) field.value = ids[place] ?? "";
      else field.checked = ids.includes(field.value);
    });
    for (const field of this.sure) field.checked = field.value === confidence;
  }

  /** Press the nth field, as its key does; a place is focused, not changed. */
  press(number) {
    const field = this.fields[number - 1];
    field?.focus();
    if (!this.places) field?.click();
  }

  disable() {
    for (const field of this.fields) field.disabled = true;
  }
}
