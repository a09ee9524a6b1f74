/**
 * A lesson is two pages in one: the story, and the nation that is lived. The address says which, and a link loads the other.
 * @module
 */

const STORY = /^#?$|^#(?:s=|scene-|corrections)/;

/** @param {Event} event */
function turn(event) {
  const link = /** @type {Element} */ (event.target).closest("a[data-turn]");
  if (!link) return;
  event.preventDefault();
  event.stopPropagation();
  history.pushState(null, "", link.getAttribute("href"));
  location.reload();
}

document.addEventListener("click", turn, true);
import("../../pages/scripts/theme.js");
if (STORY.test(location.hash)) {
  import("../../pages/scripts/story.js");
} else {
  const { content } = /** @type {HTMLTemplateElement} */ (document.getElementById("nation"));
  document.querySelector("main")?.replaceWith(content);
  const skip = /** @type {HTMLAnchorElement} */ (document.querySelector(".skip"));
  skip.textContent = "Skip to the pictures";
  skip.setAttribute("href", "#where");
  import("../../pages/scripts/page.js");
}
