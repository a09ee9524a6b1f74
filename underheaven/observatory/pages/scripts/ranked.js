/**
 * Where a citizen stands on a day, in the package's words (underheaven/report/lives/ranked.py).
 * @module
 */

import { inWords } from "./dates.js";
import { byId, element } from "./dom.js";
import { percentiles } from "./ranks.js";
import { fixed } from "./written_numbers.js";

/** @typedef {import("./ranks.js").Rank} Rank */
/** @typedef {import("./teller.js").Life} Life */
/** @typedef {{head: string, explained: string, counted: string, bounded: string}} Words */

/** @param {number} rank */
const plain = (rank) => rank.toLocaleString("en-GB", { minimumFractionDigits: 0, maximumFractionDigits: 1 });

/** `1,906.5 of 2,443`, or `1,900 to 2,003 of 2,443`. @param {Rank} rank */
export function rankInWords({ people, least, most }) {
  return `${least === most ? plain(least) : `${plain(least)} to ${plain(most)}`} of ${people.toLocaleString("en-GB")}`;
}

/** `22.0`, or `18.0 to 22.1`. @param {Rank} rank */
export function percentileInWords(rank) {
  const [low, high] = percentiles(rank).map((each) => fixed(each, 1));
  return rank.least === rank.most ? low : `${low} to ${high}`;
}

/** @param {Words} words @param {boolean} counts */
const how = (words, counts) => `${words.explained} ${counts ? words.counted : words.bounded}`;

/**
 * Show where a citizen stands as a step ends, and the twin beside.
 * @param {Words} words @param {{life: Life, policy: string}[]} lives One, or two with the twin. @param {number} step @param {string} day
 */
export function showRanks(words, lives, step, day) {
  const rows = lives.flatMap(({ life, policy }) => {
    const stood = life.ranks[step];
    const under = lives.length > 1 ? `, under ${policy}` : "";
    if (!stood) return [row(`Not in the scheme on that day${under}: no rank`, [])];
    return [row(`in ${life.region}${under}`, cells(stood.region)), row(`in the nation${under}`, cells(stood.nation))];
  });
  byId("ranked-title").textContent = `${words.head}, ${inWords(day)}`;
  byId("ranked-how").textContent = [...new Set(lives.map(({ life }) => how(words, life.counts)))].join(" ");
  byId("ranked-rows").replaceChildren(...rows);
}

/** @param {Rank} rank */
const cells = (rank) => [rankInWords(rank), percentileInWords(rank)];

/** @param {string} head @param {string[]} said */
function row(head, said) {
  const first = element("th", { scope: "row", ...(said.length ? {} : { colspan: "3" }) }, [head]);
  return element("tr", {}, [first, ...said.map((each) => element("td", {}, [each]))]);
}
