/**
 * Thresholds and stretches of scores in words. Scores are in sixteenths of a point, so that above 599.9375 is from 600 on.
 *
 * The package says thresholds in the same words (underheaven/policy/words.py), and a test holds each against the other.
 * @module
 */

import { points } from "./dom.js";

const POINT = 16;

/** @param {number} sixteenths */
const isWhole = (sixteenths) => sixteenths % POINT === 0;

/** For whom a threshold is met, strictly. @param {string} side `above` or `below`. @param {number} threshold Sixteenths. */
export function limit(side, threshold) {
  if (side === "above") return isWhole(threshold + 1) ? `from ${points(threshold + 1)}` : `above ${points(threshold)}`;
  return isWhole(threshold - 1) ? `up to ${points(threshold - 1)}` : `below ${points(threshold)}`;
}

/** The scores from a first one to a last one, both in sixteenths. @param {number} first @param {number} last */
export function stretch(first, last) {
  const from = isWhole(first - 1) ? `above ${points(first - 1)}` : points(first);
  if (first === last && isWhole(first)) return from;
  return `${from} to ${isWhole(last + 1) ? `under ${points(last + 1)}` : points(last)}`;
}
