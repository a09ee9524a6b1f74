/**
 * A lesson lives no reforms (`folder.js`), and has nobody who makes their worlds. Takes the place of the site's `reformed.js`.
 * @module
 */

export const Reformed = null;
