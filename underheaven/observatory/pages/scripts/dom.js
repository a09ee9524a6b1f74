/**
 * Elements by their id, new elements, and numbers as they are written.
 * @module
 */

const SVG = "http://www.w3.org/2000/svg";

/** The element of an id, which must be there. @param {string} id @returns {any} */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element ${id}`);
  return found;
}

/**
 * A new element of HTML with text or elements in it.
 * @param {string} name @param {Record<string, string>} [attributes] @param {(Node | string)[]} [inside]
 * @returns {any}
 */
export function element(name, attributes = {}, inside = []) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

/**
 * A new element of SVG.
 * @param {string} name @param {Record<string, string | number>} [attributes] @param {(Node | string)[]} [inside]
 * @returns {SVGElement}
 */
export function drawn(name, attributes = {}, inside = []) {
  const made = /** @type {SVGElement} */ (document.createElementNS(SVG, name));
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...inside);
  return made;
}

/** A path of a file, which may be broken after its signs. @param {string} path @returns {(Node | string)[]} */
export const breakable = (path) => path.split(/(?<=[._])/).flatMap((part) => [element("wbr"), part]).slice(1);

/** A count with its thousands apart. @param {number} number */
export const count = (number) => number.toLocaleString("en-GB");

/** A share in per cent, of at most three figures; words where there is nobody. @param {number} part @param {number} whole */
export function percent(part, whole) {
  if (whole === 0) return "nobody";
  const share = (100 * part) / whole;
  if (part === 0) return "0 %";
  return `${share >= 10 ? share.toFixed(0) : share.toFixed(1)} %`;
}

/** A score in points, exactly, from sixteenths. @param {number} sixteenths */
export const points = (sixteenths) => String(sixteenths / 16).replace("-", "−");

/** The next of 1, 2, 5, 10, 20, … that is not below a number. @param {number} number */
export function roundUp(number) {
  const base = 10 ** Math.floor(Math.log10(Math.max(1, number)));
  return [1, 2, 5, 10].map((each) => each * base).find((each) => each >= number) ?? 10 * base;
}
