/**
 * The points of distributions that intervals end at: of Student, beta and gamma, by the functions whose inverse they are.
 *
 * Incomplete functions are computed by their continued fractions and series (DLMF 8.9, 8.11, 8.17), and what stands
 * before these by Loader's way, which keeps its figures where shapes are large (Loader 2000, Fast and accurate
 * computation of binomial probabilities).
 * @module
 */

const TINY = 1e-300;
const CLOSE = 1e-15;
const MOST_TERMS = 2_000_000;
const MOST_TURNS = 300;
const HALF_LOG_2PI = 0.9189385332046727;
const LARGE = 16;

/** ln Γ(a) less what Stirling's formula without its series gives. @param {number} a Above 0. @returns {number} */
function beyondStirling(a) {
  let product = 1;
  let shifted = a;
  while (shifted < LARGE) {
    product *= shifted;
    shifted += 1;
  }
  const square = 1 / (shifted * shifted);
  const series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - square * (691 / 360360)))))) / shifted;
  if (shifted === a) return series;
  const gamma = (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_2PI + series - Math.log(product);
  return gamma - ((a - 0.5) * Math.log(a) - a + HALF_LOG_2PI);
}

/** x ln(x / m) + m − x, without loss where both are near each other. @param {number} x @param {number} m @returns {number} */
function deviance(x, m) {
  const far = (x - m) / (x + m);
  if (Math.abs(far) > 0.1) return x * Math.log(x / m) + m - x;
  let sum = (x - m) * far;
  let term = 2 * x * far;
  for (let power = 3; ; power += 2) {
    term *= far * far;
    const next = sum + term / power;
    if (next === sum) return sum;
    sum = next;
  }
}

/** The value of a continued fraction by Lentz's way. @param {(n: number) => [number, number]} part Numerator and denominator, from 1 on. */
function fraction(part) {
  let value = TINY;
  let above = TINY;
  let below = 0;
  for (let n = 1; n < MOST_TERMS; n++) {
    const [a, b] = part(n);
    below = b + a * below;
    above = b + a / above;
    if (below === 0) below = TINY;
    if (above === 0) above = TINY;
    below = 1 / below;
    const times = above * below;
    value *= times;
    if (Math.abs(times - 1) < CLOSE) break;
  }
  return value;
}

/** Of Gamma(a): the chance below x, and its density. @param {number} a @param {number} x @returns {[number, number]} */
function gammaBelow(a, x) {
  if (x <= 0) return [0, 0];
  const before = Math.sqrt(a / (2 * Math.PI)) * Math.exp(-beyondStirling(a) - deviance(a, x));
  if (x < a + 1) {
    let [sum, term] = [1 / a, 1 / a];
    for (let n = 1; n < MOST_TERMS && term > sum * CLOSE / 8; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return [before * sum, before / x];
  }
  const upper = before * fraction((n) => (n === 1 ? [1, x + 1 - a] : [-(n - 1) * (n - 1 - a), x + 2 * n - 1 - a]));
  return [1 - upper, before / x];
}

/** Of Beta(a, b): the chance below x, and its density. @param {number} a @param {number} b @param {number} x @returns {[number, number]} */
function betaBelow(a, b, x) {
  if (x <= 0) return [0, 0];
  if (x >= 1) return [1, 0];
  const n = a + b;
  const before = Math.sqrt((a / n) * b / (2 * Math.PI))
    * Math.exp(beyondStirling(n) - beyondStirling(a) - beyondStirling(b) - deviance(a, n * x) - deviance(b, n * (1 - x)));
  const density = before / (x * (1 - x));
  const upper = x > (a + 1) / (n + 2);
  const [first, second, at] = upper ? [b, a, 1 - x] : [a, b, x];
  const tail = (before / first) * fraction((term) => {
    if (term === 1) return [1, 1];
    const m = (term - 1) >> 1;
    const even = (m * (second - m) * at) / ((first + 2 * m - 1) * (first + 2 * m));
    const odd = (-(first + m) * (first + second + m) * at) / ((first + 2 * m) * (first + 2 * m + 1));
    return [(term - 1) % 2 === 0 ? even : odd, 1];
  });
  return [upper ? 1 - tail : tail, density];
}

/**
 * Where an increasing function reaches a chance: Newton's steps, and halves where they leave the bounds.
 * @param {(x: number) => [number, number]} below Its value and its slope. @param {number} chance
 * @param {number} low @param {number} high @param {number} start
 */
function reached(below, chance, low, high, start) {
  let x = start;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const [value, slope] = below(x);
    if (value < chance) low = x;
    else high = x;
    const next = x - (value - chance) / slope;
    const inside = next > low && next < high;
    // Where what is sought lies magnitudes below, halves of the logarithm come there sooner.
    const middle = low > 0 && high > 4 * low ? Math.sqrt(low * high) : (low + high) / 2;
    const moved = inside && turn % 8 !== 7 ? next : middle;
    if (Math.abs(moved - x) <= 1e-15 * Math.abs(x) || high - low <= 1e-300) return moved;
    x = moved;
  }
  return x;
}

/** The point of Gamma(a) below which it lies with a chance. @param {number} a @param {number} chance @returns {number} */
export function gammaPoint(a, chance) {
  let high = a + 10 * Math.sqrt(a) + 10;
  while (gammaBelow(a, high)[0] < chance) high *= 2;
  return reached((x) => gammaBelow(a, x), chance, 0, high, Math.max(a, high / 1e6));
}

/** The same of Beta(a, b). @param {number} a @param {number} b @param {number} chance @returns {number} */
export function betaPoint(a, b, chance) {
  return reached((x) => betaBelow(a, b, x), chance, 0, 1, a / (a + b));
}

/** The 97.5 % point of Student's distribution. @param {number} degrees Above 0, whole or not. @returns {number} */
export function studentPoint(degrees) {
  if (!(degrees > 0)) return NaN;
  // T² / (d + T²) lies below a beta's point with the chance that T lies within ± t.
  const share = betaPoint(0.5, degrees / 2, 0.95);
  return Math.sqrt((degrees * share) / (1 - share));
}

/** The 97.5 % point of the normal distribution. */
export const NORMAL_POINT = 1.959963984540054;
