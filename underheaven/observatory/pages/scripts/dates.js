/**
 * Days and steps: a step is named by the last day that it holds.
 * @module
 */

const DAY_MS = 86_400_000;
const DAY_MINUTES = 1440;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];

/**
 * @typedef {object} Span
 * @property {string} from
 * @property {number} step_minutes
 * @property {number} steps
 * @property {number} horizon
 */

/** The last day of a step, such as 2018-06-04. @param {Span} span @param {number} step @returns {string} */
export function dayOf(span, step) {
  const end = Math.min((step + 1) * span.step_minutes, span.horizon);
  return new Date(Date.parse(span.from) + (Math.ceil(end / DAY_MINUTES) - 1) * DAY_MS).toISOString().slice(0, 10);
}

/** The step that holds a day, or the nearest one. @param {Span} span @param {string} day @returns {number} */
export function stepOf(span, day) {
  const minutes = ((Date.parse(day) - Date.parse(span.from)) / DAY_MS) * DAY_MINUTES;
  return Math.max(0, Math.min(span.steps - 1, Math.floor(minutes / span.step_minutes)));
}

/** Steps in a year. @param {Span} span */
export const stepsOfYear = (span) => (365.25 * DAY_MINUTES) / span.step_minutes;

/** A day in words, such as 4 June 2018. @param {string} day */
export function inWords(day) {
  const [year, month, number] = day.split("-").map(Number);
  return `${number} ${MONTHS[month - 1]} ${year}`;
}

/** Whether a text is a day. @param {string} text */
export const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
