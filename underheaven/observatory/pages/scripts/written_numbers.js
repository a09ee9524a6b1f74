/**
 * Numbers as the package writes them: a half is rounded to the even digit, as Python does, and not upwards.
 * @module
 */

const SPACE = "\u00a0";

/** With so many digits behind the point. @param {number} value @param {number} digits */
export function fixed(value, digits) {
  const scale = 10 ** digits;
  const scaled = value * scale;
  const half = Math.abs(scaled % 1) === 0.5 && scaled / scale === value;
  return (half ? (2 * Math.round(scaled / 2)) / scale : value).toFixed(digits);
}

/** With at most so many significant digits, without zeros at the end. @param {number} value @param {number} digits */
const significant = (value, digits) => (value === 0 ? "0"
  : String(Number(fixed(value, Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value))))))));

/** With its sign. @param {number} value */
export const signed = (value) => `${value < 0 ? "-" : "+"}${significant(Math.abs(value), 6)}`;

/** With three significant digits, thousands apart. @param {number} value */
export function number(value) {
  if (value === 0) return "0";
  if (Math.abs(value) >= 100) return Number(fixed(value, 0)).toLocaleString("en-GB");
  return Math.abs(value) >= 1e-4 ? significant(value, 3) : value.toExponential(0);
}

/** A share as a percentage, with as many decimals as its size needs. @param {number} share */
export function percent(share) {
  const value = 100 * share;
  const text = value === Math.round(value) || value >= 99.995 ? fixed(value, 0)
    : value >= 1 && value <= 99.9 ? fixed(value, 1)
      : value >= 0.1 ? fixed(value, 2)
        : value >= 1e-4 ? significant(value, 2) : "under 0.0001";
  return `${text}${SPACE}%`;
}
