/**
 * Copies the address, which is all that is chosen.
 * @module
 */

import { byId } from "./dom.js";

/** The button says whether it could be copied. */
export async function copyAddress() {
  const button = byId("copy");
  try {
    await navigator.clipboard.writeText(location.href);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Copy it from the address bar";
  }
}
