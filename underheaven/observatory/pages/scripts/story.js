/**
 * The story: from scene to scene by buttons, numbers, arrows and the address. Without it all scenes stand as they are.
 * @module
 */

import { byId } from "./dom.js";
import { fragmentOf, pairsOf, skipping, toAddress } from "./fragment.js";
import { readKeys } from "./read_keys.js";
import { choice, counting, guess } from "./scenes.js";

const USUAL = { s: "1" };
/** Parts of the page that an address may name as any page's does. */
const PARTS = /^#(corrections|scene-\d)$/;
const scenes = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".scene")]);
const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".rail a")]);

/** @param {DOMRect} at */
const inTheMiddle = ({ top, bottom }) => top <= innerHeight / 2 && innerHeight / 2 < bottom;

class Story {
  constructor() {
    this._at = 0;
    /** Whether the observer's first word is still to come, which says where the page stands anyway. */
    this._still = true;
    const watcher = new IntersectionObserver((entries) => {
      // What it tells may be of a scroll that another has overtaken: so it is looked where the page stands now.
      const here = scenes.findIndex((scene) => inTheMiddle(scene.getBoundingClientRect()));
      if (here >= 0 && !this._still && entries.some((entry) => entry.isIntersecting)) this._mark(here);
      this._still = false;
    }, { rootMargin: "-50% 0px -50% 0px" });
    for (const scene of scenes) watcher.observe(scene);
    this.again();
  }

  /** Where the address says. */
  again() {
    if (PARTS.test(location.hash)) return;
    const { state, amiss } = pairsOf(location.hash, USUAL);
    const number = scenes.findIndex((_, place) => state.s === String(place + 1));
    if (number < 0) amiss.push(`s=${state.s} is not a scene: the first is shown`);
    byId("trouble").textContent = amiss.length ? `In the address: ${amiss.join("; ")}.` : "";
    byId("trouble").hidden = !amiss.length;
    this._mark(Math.max(0, number));
    if (number > 0) scenes[number].scrollIntoView();
  }

  /** Go to a scene, if there is one of that number. @param {number} number From 0. */
  go(number) {
    if (!scenes[number]) return;
    scenes[number].scrollIntoView();
    scenes[number].focus({ preventScroll: true });
    this._mark(number);
  }

  /** @param {number} by */
  step(by) {
    this.go(this._at + by);
  }

  /** Say which scene one is at. @param {number} number */
  _mark(number) {
    this._at = number;
    links.forEach((link, place) => {
      if (place === number) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    });
    byId("scene-back").disabled = number === 0;
    byId("scene-next").disabled = number === scenes.length - 1;
    const fragment = fragmentOf({ s: String(number + 1) }, USUAL);
    if (location.hash.replace(/^#/, "") !== fragment) toAddress(fragment, false);
  }
}

for (const place of document.querySelectorAll("[data-choice]")) choice(/** @type {HTMLElement} */ (place));
guess();
counting();
const story = new Story();
byId("scene-back").hidden = byId("scene-next").hidden = false;
byId("scene-back").addEventListener("click", () => story.step(-1));
byId("scene-next").addEventListener("click", () => story.step(1));
links.forEach((link, place) => link.addEventListener("click", (event) => {
  event.preventDefault();
  story.go(place);
}));
document.addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || target.closest("input, select, .scroll")) return;
  if (event.key === "ArrowRight") story.step(1);
  else if (event.key === "ArrowLeft") story.step(-1);
});
addEventListener("hashchange", () => story.again());
skipping();
readKeys([{ keys: [], shown: "←, →", does: "the scene before, the next" }]);
