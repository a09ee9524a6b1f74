/**
 * The keys of a page that is read: to other pages, the address, and the list of keys.
 * @module
 */

import { copyAddress } from "./copying.js";
import { byId, element } from "./dom.js";
import { listen } from "./keys.js";

const BUTTONS = { copy: "Copy this address", keys: "Keys" };

/** @param {import("./keys.js").Key[]} [own] */
export function readKeys(own = []) {
  const missing = Object.entries(BUTTONS).filter(([id]) => !document.getElementById(id));
  const made = missing.flatMap(([id, words]) => [element("button", { type: "button", id }, [words]), " "]);
  if (made.length) document.querySelector("footer")?.append(element("p", {}, made));
  byId("copy").addEventListener("click", copyAddress);
  let keys = true;
  listen([...own, { keys: ["."], shown: ".", does: "copy this address", act: copyAddress }], () => keys, (on) => { keys = on; });
}
