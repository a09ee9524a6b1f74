/**
 * Citizens to look at: each is found by a rule, and the rule is said.
 * @module
 */

import { dayOf, inWords } from "./dates.js";

/** @typedef {import("./dates.js").Span} Span */

const SEED = 0x9e3779b1;
const MIX = [0x85ebca6b, 0xc2b2ae35];

/** What each button looks for. @type {Record<string, string>} */
export const RULES = {
  random: "drawn from the seed of the world and from the number that stood here before, so that everybody is led to the same citizen",
  unlucky: "the first citizen by number who at the end of the week is under a consequence only because of wrong records",
  favoured: "the first citizen by number who holds a privilege at the end of the week",
};

/** A citizen drawn by a key: two numbers give one, always the same. @param {number} seed @param {number} before @param {number} citizens */
export function keyed(seed, before, citizens) {
  let word = (Math.imul(seed, SEED) ^ (before + 1)) >>> 0;
  for (const factor of MIX) word = Math.imul(word ^ (word >>> 15), factor) >>> 0;
  word = (word ^ (word >>> 16)) >>> 0;
  const found = word % citizens;
  return found === before ? (found + 1) % citizens : found;
}

/**
 * Who is found in a step, or what is said instead, with the first day on which there is somebody.
 * @param {number[]} firsts By step; −1: nobody. @param {number} step @param {Span} span
 * @returns {{citizen: number} | {said: string, day: string | null}}
 */
export function foundIn(firsts, step, span) {
  if (firsts[step] >= 0) return { citizen: firsts[step] };
  const first = firsts.findIndex((citizen) => citizen >= 0);
  if (first < 0) return { said: "No one at this date, nor at any other in these years.", day: null };
  const day = dayOf(span, first);
  return { said: `No one at this date. The first is on ${inWords(day)}.`, day };
}
