/**
 * Lives worlds of the site and tells lives of them, in node and with the page's own modules.
 *
 *     node tests/observatory/lives_in_node.mjs DATA riverton 2000 1 0,7,1999 EVENTS article-2019-2020 sesame-2015-2020
 *
 * Prints one line of JSON: of each world the digest, lives with their words, and the first citizens of each step; and
 * where the lives under the first two part. EVENTS is a file of events of the first world, which are told as well.
 */

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

import { Again } from "../../underheaven/observatory/pages/scripts/again.js";
import { opened } from "../../underheaven/observatory/pages/scripts/carried.js";
import { fixed, number, percent, signed } from "../../underheaven/observatory/pages/scripts/written_numbers.js";
import { Firsts } from "../../underheaven/observatory/pages/scripts/firsts.js";
import { firstDeed, parting } from "../../underheaven/observatory/pages/scripts/parting.js";
import { percentileInWords, rankInWords } from "../../underheaven/observatory/pages/scripts/ranked.js";
import { percentiles, Ranks } from "../../underheaven/observatory/pages/scripts/ranks.js";
import { filled, leaf } from "../../underheaven/observatory/pages/scripts/phrases.js";
import { seedOf } from "../../underheaven/observatory/pages/scripts/seeds.js";
import { Teller } from "../../underheaven/observatory/pages/scripts/teller.js";
import { whence } from "../../underheaven/observatory/pages/scripts/whence.js";

const [data, society, citizens, seed, numbers, made, ...files] = process.argv.slice(2);
const read = (name) => new Uint8Array(gunzipSync(readFileSync(`${data}/${name}.gz`)));
const json = (name) => JSON.parse(new TextDecoder().decode(read(name)));
const lives = json("lives");
const kernels = new WebAssembly.Module(read("kernel.wasm"));

function lived(file) {
  const { said: plan, bytes } = opened(read(`${society}/${file}`));
  const another = Number(seed) === plan.seed ? null : seedOf(read(`${society}/seeds`), Number(seed));
  const life = json(`${society}/${file}-life`);
  const world = new Again(kernels, { plan, bytes }, Number(citizens), another, lives.log);
  const firsts = new Firsts(world);
  // Counted, and as in a nation of too many communities for that.
  const ranks = [lives.ranked, { ...lives.ranked, most: 0 }].map((ranked) => new Ranks(world, ranked, [life.low, life.high]));
  while (!world.over) {
    const { step } = world;
    firsts.next((community) => ranks.forEach((each) => each.note(community, step)));
    for (const each of ranks) each.close();
  }
  const digest = world.digest();
  const teller = new Teller(world, ranks[0], lives, life);
  const told = numbers.split(",").map((citizen) => teller.tell(Number(citizen)));
  const stood = told.map(({ citizen, weeks, ranks: counted }) => [counted, ranks[1].of(citizen, weeks)].map(inWords));
  return { digest, again: world.digest(), told, stood, scale: [life.start, life.low, life.high], titles: life.titles.acts,
    unlucky: firsts.unlucky, favoured: firsts.favoured };
}

/** Ranks of each step with their words; of those in the scheme. */
function inWords(steps) {
  return steps.flatMap((stood, step) => (stood ? [[step, ...[stood.region, stood.nation].map((rank) =>
    [rank, percentiles(rank), rankInWords(rank), percentileInWords(rank)])]] : []));
}

/** Where two lives part, with events by their place in each life. */
function parts(found, one, other) {
  const place = (event, { events }) => (event ? events.indexOf(event) : null);
  return found && { ...found, events: [place(found.events[0], one), place(found.events[1], other)] };
}

/** The sum of what makes up the score at each week's end, told apart in each way. */
function sums({ told, scale, titles }) {
  return told.map((life) => life.weeks.flatMap(({ step }) => ["rule", "source", "error"].map((by) => {
    const found = whence(life, step, scale[0] / 16, by, titles);
    return found && [found.adds, found.parts.reduce((sum, { points }) => sum + points, 0), found.shown];
  })));
}

const worlds = files.map(lived);
const [one, other] = worlds;
const compared = { ...lives.twins, streams: lives.streams };
const same = JSON.stringify(one.scale) === JSON.stringify(other?.scale);
const partings = other ? one.told.map((life, at) => {
  const twin = other.told[at];
  return [parts(parting(life, twin, compared, same), life, twin), parts(firstDeed(life, twin, compared), life, twin)];
}) : [];
const said = worlds.map((world) => ({ ...world, sums: sums(world), told: world.told.map((life) => ({
  ...life,
  events: life.events.map(({ said, unasked, because, ...event }) => event),
  words: life.events.map(({ said, unasked }) => [said, unasked]),
  because: life.events.map(({ because }) => because),
})) }));
/** Numbers with all the halves that can come: scores in sixteenths, losses in 1,024ths, chances in 4,096ths. */
const upTo = (many) => Array.from({ length: many }, (_, at) => at);
const figures = {
  scores: upTo(4_000).map((at) => fixed(at / 16, 1)),
  signed: upTo(4_000).map((at) => signed((at - 2_000) / 16 + 1 / 32)),
  numbers: upTo(4_000).map((at) => number((at * 37) / 1_024)),
  shares: upTo(4_097).map((at) => percent(at / 4_096)),
};
const { titles } = json(`${society}/${files[0]}-life`);
const words = JSON.parse(readFileSync(made, "utf-8")).map((event) =>
  [filled(leaf(lives.phrases, event), event, titles), leaf(lives.unasked, event)]);
process.stdout.write(`${JSON.stringify({ worlds: said, partings, figures, words })}\n`);
