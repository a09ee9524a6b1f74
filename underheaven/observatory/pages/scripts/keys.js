/**
 * Single keys, as data: what each does, and the list that shows them.
 * @module
 */

import { byId, element } from "./dom.js";

/**
 * @typedef {{keys: string[], shown: string, does: string, act: () => void}} Key
 */

/** @param {Key[]} keys @param {() => boolean} on Whether single keys act. @param {(on: boolean) => void} switchTo */
export function listen(keys, on, switchTo) {
  const dialog = byId("help");
  const box = byId("keys-on");
  byId("help-keys").replaceChildren(...keys.flatMap(({ shown, does }) => [element("dt", {}, [shown]), element("dd", {}, [does])]));
  box.addEventListener("change", () => switchTo(box.checked));
  byId("help-close").addEventListener("click", () => dialog.close());
  const help = () => {
    box.checked = on();
    if (!dialog.open) dialog.showModal();
  };
  byId("keys").addEventListener("click", help);
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const field = target.closest("input, select, textarea, dialog, [contenteditable]");
    const pressed = `${event.shiftKey && event.key.length > 1 ? "Shift+" : ""}${event.key}`;
    if (!on() || event.ctrlKey || event.metaKey || event.altKey || field) return;
    if (pressed === " " && target.closest("button, a, summary")) return;
    const key = keys.find((each) => each.keys.includes(pressed));
    if (pressed === "?") help();
    else key?.act();
    if (key || pressed === "?") event.preventDefault();
  });
}
