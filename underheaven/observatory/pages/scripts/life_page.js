/**
 * The page of lives: it begins here, and its controls act on the person that is shown.
 * @module
 */

import { requireAble } from "./able.js";
import { chooser } from "./choosers.js";
import { copyAddress } from "./copying.js";
import { byId } from "./dom.js";
import { listen } from "./keys.js";
import { makeForm, ticked } from "./life_form.js";
import { json } from "./folder.js";
import { Person } from "./person.js";

/** Listen to the controls. @param {Person} person */
function listenTo(person) {
  const on = (/** @type {string} */ id, /** @type {string} */ what, /** @type {(event: Event) => void} */ act) => byId(id).addEventListener(what, act);
  chooser(person.catalogue, () => person.state, (changed) => person.choose({ ...changed, t: "" }));
  on("go", "submit", (event) => {
    event.preventDefault();
    person.choose({ n: Math.trunc(Number(byId("number").value)) });
  });
  on("random", "click", () => person.random());
  on("unlucky", "click", () => person.find("unlucky"));
  on("favoured", "click", () => person.find("favoured"));
  on("beside", "change", () => person.choose({ b: byId("beside").value }));
  on("kinds", "change", () => person.choose({ kinds: ticked() }));
  on("kinds", "submit", (event) => event.preventDefault());
  on("all", "change", () => person.choose({ all: byId("all").checked }));
  on("by", "change", () => person.tellApart(byId("by").value));
  on("slider", "input", () => person.sayDay(Number(byId("slider").value)));
  on("slider", "change", () => person.jump(Number(byId("slider").value)));
  on("back", "click", () => person.jump(person.step - 1));
  on("on", "click", () => person.jump(person.step + 1));
  on("copy", "click", copyAddress);
  on("skip", "click", (event) => {
    event.preventDefault();
    byId("lanes").focus();
  });
  addEventListener("popstate", () => person.again());
  addEventListener("hashchange", () => person.again());
  listen([
    { keys: ["u"], shown: "u", does: "a random citizen", act: () => person.random() },
    { keys: ["ArrowLeft"], shown: "←", does: "a week back", act: () => person.jump(person.step - 1) },
    { keys: ["ArrowRight"], shown: "→", does: "a week on", act: () => person.jump(person.step + 1) },
    { keys: ["Home"], shown: "Home", does: "the first week", act: () => person.jump(0) },
    { keys: ["End"], shown: "End", does: "the last week", act: () => person.jump(Infinity) },
    { keys: ["."], shown: ".", does: "copy this address", act: copyAddress },
  ], () => person.state.keys, (keys) => person.choose({ keys }, false));
}

/** What a browser must have; then the page begins. */
async function begin() {
  requireAble();
  byId("without").hidden = true;
  const catalogue = await json("catalogue");
  makeForm();
  const person = new Person(catalogue);
  listenTo(person);
  person.begin();
}

begin().catch((error) => {
  const place = byId("trouble");
  place.textContent = `The page cannot begin: ${error.message}.`;
  place.hidden = false;
});
