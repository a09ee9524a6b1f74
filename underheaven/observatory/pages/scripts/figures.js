/**
 * Values and differences in words: shares in per cent, differences of shares in percentage points, three figures.
 * @module
 */

/** @typedef {import("./estimates.js").Estimate} Estimate */

/** At most three figures. @param {number} number */
function three(number) {
  const size = Math.abs(number);
  if (size === 0) return "0";
  if (size >= 100) return Math.round(size).toLocaleString("en-GB");
  return Number.isInteger(size) ? String(size) : size >= 1e-6 ? size.toPrecision(size < 0.01 ? 2 : 3) : "under 0.000001";
}

/** Whether what is measured is a share. @param {string} unit */
const isShare = (unit) => unit === "share";

/** @param {number | null} number @param {string} unit */
export function value(number, unit) {
  if (number === null) return "not defined";
  const sign = number < 0 ? "−" : "";
  return isShare(unit) ? `${sign}${three(100 * number)} %` : `${sign}${three(number)}`;
}

/** A text whose signs of per cent stay with their numbers. @param {string} text */
export const kept = (text) => text.replaceAll(" %", "\u00a0%");

/** From where to where; with as many digits as tell the ends apart, up to six behind the point. @param {number} low @param {number} high @param {string} unit */
export function between(low, high, unit) {
  const [one, other] = [value(low, unit), value(high, unit)];
  if (one !== other || low === high) return `${one} to ${other}`;
  const times = isShare(unit) ? 100 : 1;
  const digits = Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(times * (high - low)))));
  const [first, last] = [low, high].map((each) => `${(times * each).toFixed(digits).replace("-", "−")}${isShare(unit) ? " %" : ""}`);
  return `${first} to ${last}`;
}

/** A difference with its sign. @param {number} number @param {string} unit @param {boolean} [bare] Without its unit. */
export function signed(number, unit, bare = false) {
  const sign = number > 0 ? "+" : number < 0 ? "−" : "";
  return isShare(unit) ? `${sign}${three(100 * number)}${bare ? "" : " pp"}` : `${sign}${three(number)}`;
}

/** A difference and its interval, where there is one. @param {Estimate} difference @param {string} unit */
export function difference({ mean, low, high }, unit) {
  if (mean === null) return "not defined";
  if (low === null || high === null || low === high) return signed(mean, unit);
  return `${signed(mean, unit)} (${signed(low, unit, true)} to ${signed(high, unit, true)})`;
}

/** What a measure is counted in, as it stands below its name. @param {string} unit */
export const inWords = (unit) => (isShare(unit) ? "per cent" : unit);
