/**
 * The time line: where we are, and the days on which the scheme comes to more people, as buttons.
 * @module
 */

import { dayOf, inWords } from "./dates.js";
import { byId, element } from "./dom.js";

/** @param {{date: string, name: string}[]} marks @param {(number: number) => void} go */
export function showMarks(marks, go) {
  const place = byId("marks");
  place.hidden = marks.length === 0;
  place.replaceChildren("The scheme comes:", ...marks.map((mark, number) => {
    const button = element("button", { type: "button" }, [`${mark.name}, ${inWords(mark.date)}`]);
    button.addEventListener("click", () => go(number));
    return button;
  }));
}

/** Put the slider and the date to a step. @param {import("./dates.js").Span} span @param {number} step */
export function showTime(span, step) {
  const words = inWords(dayOf(span, step));
  const slider = byId("slider");
  slider.max = String(span.steps - 1);
  slider.value = String(step);
  slider.setAttribute("aria-valuetext", words);
  byId("date").textContent = words;
}
