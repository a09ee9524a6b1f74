/**
 * From page to page by two keys: `g`, and then the letter of a page.
 * @module
 */

/** The words of each page's link in the header. */
const PAGES = { n: "Nation", l: "A life", c: "Compare", p: "Policies", s: "Safeguards", a: "Audit", e: "Evidence", y: "Story" };

/** The link to a page, where it is offered. @param {string} words @returns {HTMLAnchorElement | undefined} */
function linkTo(words) {
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('nav[aria-label="Pages"] a'));
  return [...links].find((each) => each.textContent === words && !each.hidden);
}

/** @returns {import("./keys.js").Key[]} */
export function goingKeys() {
  return Object.entries(PAGES).map(([letter, words]) => ({
    keys: [`g ${letter}`], shown: `g ${letter}`, does: `to the page ${words}`,
    act: () => linkTo(words)?.click(), there: () => linkTo(words) !== undefined,
  }));
}
