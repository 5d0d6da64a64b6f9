// Time spent, where there is no deadline: counts what the page was looked at, on top of what the server knows.

import { announce } from "./announce.js";
import { face, spoken } from "./clock.js";

export class Elapsed {
  /** `element` carries the seconds of the whole attempt so far; `extra` tells what this page adds to them. */
  constructor(element, extra) {
    this.element = element;
    this.before = Number(element.dataset.spent);
    this.extra = extra;
    setInterval(() => this.draw(), 1000);
  }

  get seconds() {
    return Math.floor(this.before + this.extra());
  }

  draw() {
    this.element.querySelector(".clock__time").textContent = face(this.seconds);
  }

  read() {
    announce(`${spoken(this.seconds)} spent.`);
  }
}
