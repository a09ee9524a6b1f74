/**
 * Names for what the kernel wrote of a life: rows become events, and ends of steps weeks.
 *
 * What a number means is carried (underheaven/observatory/lives.py). Nothing is decided here, as in
 * underheaven/record/lives/reading.py; a test holds every field of both against each other.
 * @module
 */

/**
 * What happened, named as `underheaven life --json` names it.
 * @typedef {Record<string, any> & {step: number, day: string, minute: number, what: string, of: string, outcome: string,
 *   why: string, source: string, record: string, points: number, moved: number, brings: string[], shown: number,
 *   standing: string[]}} Event
 */

/**
 * A step as it ended, so named.
 * @typedef {Record<string, any> & {step: number, day: string, enrolled: boolean, own: number, shown: number,
 *   standing: string[], in_error: string[], privileges: string[]}} Week
 */

const DAY_MS = 86_400_000;
const DAY_MINUTES = 1440;

/** The names whose bits are set. @param {number} bits @param {string[]} names */
const namesOf = (bits, names) => names.filter((_, place) => Math.floor(bits / 2 ** place) % 2 === 1);

export class Reader {
  /**
   * @param {any} lives What is the same in every world. @param {any} life What is this world's own.
   * @param {{from: string, step_minutes: number}} span @param {number} first The citizen in the community's first slot.
   */
  constructor(lives, life, span, first) {
    this._lives = lives;
    this._names = life.names;
    this._scored = life.scored;
    this._span = span;
    this._first = first;
    this._aims = [...life.names.consequences.map((/** @type {string} */ name) => `consequence.${name}`),
      ...life.names.privileges.map((/** @type {string} */ name) => `privilege.${name}`)];
  }

  /** @param {import("./again.js").Written[]} written @returns {{events: Event[], weeks: Week[]}} */
  read(written) {
    return {
      events: written.flatMap(({ rows, end }, step) => rows.map((row) => this._event(step, row, end))),
      weeks: written.map(({ end }, step) => this._week(step, end)),
    };
  }

  /** @param {number} step @param {number[]} end @returns {Week} */
  _week(step, end) {
    const { end: columns, parts } = this._lives;
    const { consequences, privileges } = this._names;
    const of = (/** @type {string} */ name) => end[columns[name]];
    const points = (/** @type {string} */ name) => of(name) / parts.point;
    return {
      step, day: this._day(step * this._span.step_minutes), enrolled: of("enrolled") === 1,
      own: points("own"), shown: points("shown"), clean_own: points("clean_own"), clean: points("clean"),
      dread: of("dread"), hardship: of("hardship"), recovered: points("recovered"),
      household: of("household") / parts.pull, employer: of("employer") / parts.pull, friends: of("friends") / parts.pull,
      standing: namesOf(of("standing"), consequences), in_error: namesOf(of("in_error"), consequences),
      by_ties: namesOf(of("by_ties"), consequences), spared: namesOf(of("spared"), consequences),
      privileges: namesOf(of("privileges"), privileges),
      hard_before: of("hard_before") === 1, under_before: of("under_before") === 1,
    };
  }

  /** @param {number} step @param {number[]} row @param {number[]} end @returns {Event} */
  _event(step, row, end) {
    const lives = this._lives;
    const { parts } = lives;
    const { consequences } = this._names;
    const of = (/** @type {string} */ name) => row[lives.row[name]];
    const marked = (/** @type {string} */ name) => (of("marks") & lives.mark[name]) !== 0;
    const what = of("what");
    const closes = lives.close.includes(what);
    const level = (/** @type {string} */ name) => (closes ? end[lives.end[name]] : of(name)) / parts.point;
    const minute = step * this._span.step_minutes + of("minute");
    return {
      step, day: this._day(minute), minute: minute % DAY_MINUTES, what: lives.what[what],
      of: this._names[lives.about[what]][of("of")] || namesOf(of("bits"), consequences).join(", "),
      outcome: lives.outcome[of("outcome")], why: this._why(what, row),
      brought_on: marked("brought on"), answerable: marked("answerable"),
      source: of("source") ? this._names.sources[of("source") - 1] : "", record: lives.record[of("record")],
      points: what === lives.firm_act ? 0 : of("points") / parts.point, moved: of("moved") / parts.point,
      counts: !marked("too many"), waits: marked("waits"), appealed: marked("appealed"), clamped: marked("clamped"),
      brings: namesOf(of("brings"), consequences),
      repaid: marked("repaid") ? true : marked("defaulted") ? false : null,
      uses: namesOf(of("uses"), this._names.privileges),
      lane: marked("fast") ? "fast" : marked("slow") ? "slow" : "",
      waited: of("waited") / parts.point, one_line: of("one_line") / parts.point, number: of("number") || 1,
      aim: of("aim") ? this._aims[of("aim") - 1] : "", steps: of("steps"), effort: of("effort") / parts.effort,
      for_error: marked("for error"), whom: of("whom") ? this._first + of("whom") - 1 : null,
      ...this._firm(what, of, marked("leads")),
      chance: of("chance") ? (of("chance") - 1) / parts.chance : null,
      loss: of("loss") / parts.loss, cost: of("cost") / parts.cost,
      own: of("own") / parts.point, shown: level("shown"), clean_own: of("clean_own") / parts.point, clean: level("clean"),
      dread: of("dread"), hardship: of("hardship"),
      standing: namesOf(closes ? end[lives.end.standing] : of("standing"), consequences),
    };
  }

  /** Which firm it is, its score, and what the citizen is in it. @param {number} what @param {(name: string) => number} of @param {boolean} leads */
  _firm(what, of, leads) {
    if (!of("firm")) return { firm: null, firm_score: null, firm_points: 0, role: "" };
    const acts = what === this._lives.firm_act;
    const { point } = this._lives.parts;
    return {
      firm: of("firm") - 1, firm_score: acts && this._scored ? of("firm_score") / point : null,
      firm_points: acts ? of("points") / point : 0, role: leads ? this._lives.role.leads : this._lives.role.works,
    };
  }

  /** The cause, the consequences that hindered an act, or the day of a record. @param {number} what @param {number[]} row */
  _why(what, row) {
    const lives = this._lives;
    const [why, bits, since] = ["why", "bits", "since"].map((name) => row[lives.row[name]]);
    if (lives.records.includes(what)) return `recorded ${this._day(since)}`;
    if (what === lives.act && bits) return namesOf(bits, this._names.consequences).join(", ");
    return lives.causes[String(why)] ?? lives.cause.filter((/** @type {[number, string]} */ [bit]) => (why & bit) !== 0)
      .map((/** @type {[number, string]} */ [, word]) => word).join(", ");
  }

  /** The day of a minute of the run. @param {number} minute */
  _day(minute) {
    return new Date(Date.parse(this._span.from) + Math.floor(minute / DAY_MINUTES) * DAY_MS).toISOString().slice(0, 10);
  }
}
