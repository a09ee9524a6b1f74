/**
 * In a lesson no policy is edited, and none is lived. Takes the place of the site's `reformed.js`.
 * @module
 */

export const reforms = false;
