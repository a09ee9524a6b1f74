/**
 * What can be done in a scene: choose one of its cases, guess before one looks, and count alerts.
 * @module
 */

import { byId, count, drawn, percent, roundUp } from "./dom.js";

const MOST_DOTS = 300;
const ACROSS = 20;
const STEP = 20;

/** A choice among cases: its sentence is said, and rows of other cases turn pale. @param {HTMLElement} place */
export function choice(place) {
  const scene = /** @type {HTMLElement} */ (place.closest(".scene"));
  const answer = /** @type {HTMLElement} */ (place.querySelector(".answer"));
  const show = () => {
    const chosen = /** @type {HTMLInputElement} */ (place.querySelector("input:checked"));
    answer.textContent = String(chosen.dataset.said);
    for (const row of scene.querySelectorAll("g[data-case]")) row.classList.toggle("pale", row.getAttribute("data-case") !== chosen.value);
  };
  place.addEventListener("change", show);
  place.hidden = false;
  show();
}

/** A guess before one looks; its picture waits until it is made. */
export function guess() {
  const place = byId("guess");
  const scene = place.closest(".scene");
  const [picture, words] = [scene.querySelector("svg"), scene.querySelector("figcaption")];
  const held = Number(place.dataset.held);
  // On paper nothing waits.
  for (const part of [picture, words]) part.classList.add("waiting");
  place.hidden = false;
  byId("guessed").addEventListener("input", () => {
    byId("guess-shown").textContent = byId("guessed").value;
  });
  byId("reveal").addEventListener("click", () => {
    for (const part of [picture, words]) part.classList.remove("waiting");
    byId("guess-said").textContent = `You guessed ${byId("guessed").value}. In this model it is ${held} of 100.`;
  });
}

/**
 * Alerts with another gallery and another match: wrong ones grow with the gallery and the rate of false matches, right
 * ones fall with the rate of missed ones.
 * @param {{right: number, wrong: number}} were @param {number} gallery Times as many people.
 * @param {number} falser Times the rate of false matches. @param {number} found Times the share that is not missed.
 */
export const alerts = ({ right, wrong }, gallery, falser, found) => ({ right: right * found, wrong: wrong * gallery * falser });

/** The controls and the dots of the alerts. */
export function counting() {
  const place = byId("alerts");
  const picture = place.closest(".scene").querySelector("svg");
  const rates = (/** @type {string} */ text) => text.split(" ").map(Number);
  const [falser, missed] = [rates(place.dataset.falseMatch), rates(place.dataset.missed)];
  const were = { right: place.dataset.alerts - place.dataset.false, wrong: Number(place.dataset.false) };
  const show = () => {
    // A loose match takes the most false matches and misses the fewest; a strict one the other ends.
    const at = Number(byId("strict").value);
    const [looser, found] = [falser[2 - at] / falser[1], (1 - missed[at]) / (1 - missed[1])];
    const { right, wrong } = alerts(were, Number(byId("gallery").value), looser, found);
    const said = `${count(Math.round(wrong))} of ${count(Math.round(right + wrong))} alerts are about the wrong person ` +
      `(${percent(wrong, right + wrong)}), and ${count(Math.round(right))} are right.`;
    const unit = roundUp((right + wrong) / MOST_DOTS);
    byId("alerts-said").textContent = said;
    byId("alerts-unit").textContent = `One dot: ${count(unit)} ${unit === 1 ? "alert" : "alerts"}.`;
    dots(picture, Math.round(right / unit), Math.round(wrong / unit));
    picture.setAttribute("aria-label", `Alerts, right and wrong. ${said}`);
  };
  for (const control of ["gallery", "strict"]) byId(control).addEventListener("change", show);
  place.hidden = false;
  show();
}

/** @param {SVGElement} picture @param {number} right @param {number} wrong */
function dots(picture, right, wrong) {
  const marks = Array.from({ length: right + wrong }, (_, number) => drawn("circle", {
    class: number < right ? "right-dot" : "wrong-dot", r: 7,
    cx: STEP * (number % ACROSS) + STEP / 2, cy: STEP * Math.floor(number / ACROSS) + STEP / 2,
  }));
  picture.setAttribute("viewBox", `0 0 ${ACROSS * STEP} ${STEP * Math.ceil(marks.length / ACROSS)}`);
  picture.replaceChildren(...marks);
}
