/**
 * The page of the nation: it begins here, and its controls act on the nation.
 * @module
 */

import { requireAble } from "./able.js";
import { SPEEDS } from "./address.js";
import { chooser, fillSpeeds } from "./choosers.js";
import { copyAddress } from "./copying.js";
import { stepsOfYear } from "./dates.js";
import { byId } from "./dom.js";
import { json } from "./folder.js";
import { listen } from "./keys.js";
import { Nation } from "./nation.js";

const MONTH = 4;

/** Listen to the controls of the page. @param {Nation} nation */
function listenTo(nation) {
  fillSpeeds();
  chooser(nation.catalogue, () => nation.state, (changed) => nation.choose(changed));
  byId("play").addEventListener("click", () => nation.play(!nation.state.play));
  byId("back").addEventListener("click", () => nation.jump(nation.player.step - 1));
  byId("on").addEventListener("click", () => nation.jump(nation.player.step + 1));
  byId("speed").addEventListener("change", () => nation.speed(byId("speed").value));
  byId("slider").addEventListener("input", () => nation.jump(Number(byId("slider").value)));
  byId("copy").addEventListener("click", () => copy(nation));
  for (const link of document.querySelectorAll('a[href^="#"]')) link.addEventListener("click", (event) => goTo(event, link));
  addEventListener("popstate", () => nation.again());
  addEventListener("hashchange", () => nation.again());
  const year = () => Math.round(nation.source.plan ? stepsOfYear(nation.source.plan) : 52);
  const by = (/** @type {() => number} */ steps) => () => nation.jump(nation.player.step + steps());
  const mark = (/** @type {(step: number) => boolean} */ which, /** @type {boolean} */ last) => () => {
    const found = nation.marks.filter(which);
    if (found.length) nation.jump(last ? found[found.length - 1] : found[0]);
  };
  listen([
    { keys: [" ", "k"], shown: "Space, k", does: "play, pause", act: () => nation.play(!nation.state.play) },
    { keys: ["ArrowLeft"], shown: "←", does: "a week back", act: by(() => -1) },
    { keys: ["ArrowRight"], shown: "→", does: "a week on", act: by(() => 1) },
    { keys: ["Shift+ArrowLeft"], shown: "Shift ←", does: "four weeks back", act: by(() => -MONTH) },
    { keys: ["Shift+ArrowRight"], shown: "Shift →", does: "four weeks on", act: by(() => MONTH) },
    { keys: ["PageUp"], shown: "PageUp", does: "a year back", act: by(() => -year()) },
    { keys: ["PageDown"], shown: "PageDown", does: "a year on", act: by(year) },
    { keys: ["Home"], shown: "Home", does: "the first week", act: () => nation.jump(0) },
    { keys: ["End"], shown: "End", does: "the last week", act: () => nation.jump(Infinity) },
    { keys: ["["], shown: "[", does: "the last day on which the scheme came to more people", act: mark((step) => step < nation.player.step, true) },
    { keys: ["]"], shown: "]", does: "the next such day", act: mark((step) => step > nation.player.step, false) },
    { keys: ["."], shown: ".", does: "copy this address", act: () => copy(nation) },
    ...SPEEDS.map((speed, number) => ({ keys: [String(number + 1)], shown: String(number + 1),
      does: byId("speed").options[number].text, act: () => nation.speed(speed) })),
  ], () => nation.state.keys, (keys) => { nation.state.keys = keys; nation.remember(); });
}

/** Copy the address of what is shown. @param {Nation} nation */
function copy(nation) {
  nation.write();
  copyAddress();
}

/** Go to a part of the page and leave the fragment, which is the state, as it is. @param {Event} event @param {Element} link */
function goTo(event, link) {
  event.preventDefault();
  const part = byId(String(link.getAttribute("href")).slice(1));
  part.scrollIntoView();
  part.focus();
}

/** What a browser must have; then the nation begins. */
async function begin() {
  const [catalogue, first] = await Promise.all([json("catalogue"), json("first")]);
  if (!catalogue.served) requireAble();
  byId("without").hidden = true;
  const nation = new Nation(catalogue, first);
  listenTo(nation);
  nation.begin();
}

begin().catch((error) => {
  const place = byId("trouble");
  place.textContent = `The page cannot begin: ${error.message}.`;
  place.hidden = false;
});
