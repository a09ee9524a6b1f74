/**
 * The page of the comparison: it begins here, and its controls act on the comparison.
 * @module
 */

import { requireAble } from "./able.js";
import { listenToCompared } from "./compare_choosers.js";
import { Comparing } from "./comparing.js";
import { copyAddress } from "./copying.js";
import { byId } from "./dom.js";
import { json } from "./folder.js";
import { listen } from "./keys.js";

/** Listen to the controls of the page. @param {Comparing} comparing */
function listenTo(comparing) {
  listenToCompared(comparing.catalogue, () => comparing.state, (changed) => comparing.choose(changed));
  byId("swap").addEventListener("click", () => comparing.swap());
  byId("copy").addEventListener("click", copyAddress);
  byId("skip").addEventListener("click", (/** @type {Event} */ event) => {
    event.preventDefault();
    byId("harms").scrollIntoView();
    byId("harms").focus();
  });
  addEventListener("popstate", () => comparing.again());
  addEventListener("hashchange", () => comparing.again());
  let keys = true;
  listen([
    { keys: ["x"], shown: "x", does: "swap A and B", act: () => comparing.swap() },
    { keys: ["."], shown: ".", does: "copy this address", act: copyAddress },
  ], () => keys, (on) => { keys = on; });
}

/** What a browser must have; then the comparison begins. */
async function begin() {
  requireAble();
  byId("without").hidden = true;
  const comparing = new Comparing(await json("catalogue"));
  listenTo(comparing);
  comparing.begin();
}

begin().catch((error) => {
  const place = byId("trouble");
  place.textContent = `The page cannot begin: ${error.message}.`;
  place.hidden = false;
});
