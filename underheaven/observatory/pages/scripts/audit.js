/**
 * The page of the audit: it begins here, and its controls act on the audit.
 * @module
 */

import { requireAble } from "./able.js";
import { listenToChosen } from "./audit_choosers.js";
import { goTo } from "./audit_sections.js";
import { Auditing } from "./auditing.js";
import { byId } from "./dom.js";
import { json } from "./folder.js";
import { skipping } from "./fragment.js";
import { readKeys } from "./read_keys.js";

/** Listen to the controls of the page. @param {Auditing} auditing */
function listenTo(auditing) {
  listenToChosen(auditing.catalogue, () => auditing.state, (changed) => auditing.choose(changed));
  skipping();
  const contents = byId("contents");
  contents.addEventListener("change", () => {
    if (contents.value) goTo(contents.value);
    contents.value = "";
  });
  addEventListener("popstate", () => auditing.again());
  addEventListener("hashchange", () => auditing.again());
}

/** What a browser must have; then the audit begins. */
async function begin() {
  requireAble();
  byId("without").hidden = true;
  const auditing = new Auditing(await json("catalogue"));
  listenTo(auditing);
  auditing.begin();
}

begin().catch((error) => {
  const place = byId("trouble");
  place.textContent = `The page cannot begin: ${error.message}.`;
  place.hidden = false;
});
readKeys();
