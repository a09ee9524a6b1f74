/**
 * The files of a lesson: they lie in the page itself, and so does the worker. Takes the place of the site's `folder.js`.
 *
 * A page that is opened as a file has an origin of its own, and so has its worker: what the one names by `blob:` the other
 * cannot fetch. So files are handed over as `data:`.
 * @module
 */

/** What lies in the page under a name. @param {string} name @returns {string} */
function text(name) {
  const place = document.querySelector(`script[data-name="${name}"]`);
  if (!place) throw new Error(`${name} is not in this page`);
  return String(place.textContent);
}

/** @param {string} name */
export const address = (name) => `data:application/gzip;base64,${text(name)}`;

/** @param {string} name @returns {Promise<any>} */
export const json = async (name) => JSON.parse(text(`${name}.json`));

/** @param {string} name */
export const started = (name) => new Worker(URL.createObjectURL(new Blob([text(name)], { type: "text/javascript" })));

/** No policy is edited in a lesson. */
export const reforms = false;
