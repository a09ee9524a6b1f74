/**
 * Single keys, and two one after the other, as data: what each does, and the list that shows them.
 *
 * A page has the list in a dialog of its own, or it is made here.
 * @module
 */

import { byId, element } from "./dom.js";
import { goingKeys } from "./going.js";

/**
 * What is pressed stands as `End`, `Shift+End`, or `g n` for two keys one after the other.
 * @typedef {object} Key
 * @property {string[]} keys None where the page itself listens, so that the key is only listed.
 * @property {string} shown
 * @property {string} does
 * @property {() => void} [act]
 * @property {() => boolean} [there] Whether there is anything that it acts on.
 */

/** So long the second of two keys is waited for. */
const SECOND_MS = 1500;

/** @param {Key[]} own @param {() => boolean} on Whether single keys act. @param {(on: boolean) => void} switchTo */
export function listen(own, on, switchTo) {
  const keys = [...own, ...goingKeys()];
  const dialog = document.getElementById("help") ? byId("help") : made();
  const box = byId("keys-on");
  box.addEventListener("change", () => switchTo(box.checked));
  byId("help-close").addEventListener("click", () => dialog.close());
  const help = () => {
    box.checked = on();
    const listed = keys.filter(({ there }) => there?.() ?? true);
    byId("help-keys").replaceChildren(...listed.flatMap(({ shown, does }) => [element("dt", {}, [shown]), element("dd", {}, [does])]));
    if (!dialog.open) dialog.showModal();
  };
  byId("keys").addEventListener("click", help);
  let [before, since] = ["", -Infinity];
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const field = target.closest("input, select, textarea, dialog, [contenteditable]");
    const pressed = `${event.shiftKey && event.key.length > 1 ? "Shift+" : ""}${event.key}`;
    if (!on() || event.ctrlKey || event.metaKey || event.altKey || field) return;
    if (pressed === " " && target.closest("button, a, summary")) return;
    const find = (/** @type {string} */ what) => keys.find((each) => each.keys.includes(what));
    const second = event.timeStamp - since < SECOND_MS ? find(`${before} ${pressed}`) : undefined;
    const first = !second && keys.some((each) => each.keys.some((what) => what.startsWith(`${pressed} `)));
    [before, since] = first ? [pressed, event.timeStamp] : ["", -Infinity];
    const key = second ?? find(pressed);
    if (pressed === "?") help();
    else key?.act?.();
    if (key || first || pressed === "?") event.preventDefault();
  });
}

/** The dialog, for a page that has none. @returns {any} */
function made() {
  const on = element("label", {}, [element("input", { type: "checkbox", id: "keys-on", checked: "" }), " Single keys act"]);
  const dialog = element("dialog", { id: "help", "aria-labelledby": "help-title" }, [
    element("h2", { id: "help-title" }, ["Keys"]), element("dl", { id: "help-keys" }), element("p", {}, [on]),
    element("p", {}, [element("button", { type: "button", id: "help-close" }, ["Close"])])]);
  document.body.append(dialog);
  return dialog;
}
