/**
 * A button in the header for colours: as the system has them, light, or dark. The choice is kept in the browser alone.
 * @module
 */

export const THEMES = ["system", "light", "dark"];
const WORDS = { system: "as the system", light: "light", dark: "dark" };
const KEY = "underheaven-theme";

/** @returns {string} */
function kept() {
  try {
    const found = localStorage.getItem(KEY);
    return found && THEMES.includes(found) ? found : THEMES[0];
  } catch {
    return THEMES[0]; // a browser may keep nothing
  }
}

/** @param {string} theme */
function keep(theme) {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // It holds for this page alone.
  }
}

const button = document.createElement("button");
let theme = kept();

function show() {
  if (theme === THEMES[0]) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  button.textContent = `Colours: ${WORDS[/** @type {keyof typeof WORDS} */ (theme)]}`;
}

button.type = "button";
button.className = "theme";
button.addEventListener("click", () => {
  theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
  keep(theme);
  show();
});
show();
document.querySelector(".top")?.append(button);
