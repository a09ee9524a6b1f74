/**
 * Arrays laid out in the one memory that the kernels see, and directories that say where each is.
 *
 * What there is to lay out is told by the plan (underheaven/observatory/carried.py), and no length, type or order
 * stands here.
 * @module
 */

import { tablesOf } from "./considered.js";

/** @typedef {import("./carried.js").Carried} Carried */
/** @typedef {import("./carried.js").Described} Described */
/** @typedef {import("./carried.js").Entry} Entry */
/** @typedef {import("./carried.js").Size} Size */

const PAGE = 65536;
const MOST_PAGES = 65536;
const ALIGNED = 64;
const WORD = 8;

/** @type {Record<string, any>} */
const TYPES = {
  int8: Int8Array, uint8: Uint8Array, int16: Int16Array, uint16: Uint16Array, int32: Int32Array,
  uint32: Uint32Array, int64: BigInt64Array, uint64: BigUint64Array,
};

export class Arrays {
  /**
   * @param {Carried} carried
   * @param {Size} size What of it is of so many citizens.
   * @param {Record<string, Uint8Array>} given What arrays hold instead, by name.
   */
  constructor(carried, size, given) {
    this._plan = carried.plan;
    this._bytes = carried.bytes;
    this._size = size;
    this._given = given;
    this._end = 0;
    /** @type {Map<number, number>} */
    this._begin = new Map();
    /** @type {Map<string, number>} */
    this._numbers = new Map(this._plan.arrays.map((each, number) => [each.name, number]));
    /** Lengths of the axes that have names. @type {Record<string, number>} */
    this.lengths = {};
    this.memory = new WebAssembly.Memory({ initial: 64, maximum: MOST_PAGES });
  }

  /** From which byte on the memory is free. @param {number} heap */
  beginAt(heap) {
    this._end = heap;
  }

  /** The numbers or words of an array. It holds until the next array is laid out. @param {string} name */
  view(name) {
    const number = this._number(name);
    const { type, shape } = this._described(number);
    const begin = this._place(number); // the memory may become another here
    return new TYPES[type](this.memory.buffer, begin, this._count(shape));
  }

  /** An array's lengths. @param {string} name @returns {number[]} */
  shape(name) {
    return this._described(this._number(name)).shape.map((axis) => this._length(axis));
  }

  /** Write a directory anew, with all its arrays. @param {string} name @returns {number} its address */
  directory(name) {
    const entries = this._entries(name);
    /** @type {bigint[]} */
    const words = [];
    for (const entry of entries) {
      if (Array.isArray(entry)) {
        const [array, ...shape] = entry;
        words.push(BigInt(this._place(Number(array))), ...shape.map((axis) => BigInt(this._length(axis))));
      } else {
        words.push(BigInt(entry));
      }
    }
    const address = this._take(words.length * WORD);
    new BigInt64Array(this.memory.buffer, address, words.length).set(words);
    return address;
  }

  /**
   * Lay arrays out anew, since an axis of theirs has become longer: each row keeps what it held.
   * @param {string} axis @param {number} length
   */
  lengthen(axis, length) {
    const before = this.lengths[axis];
    const longer = [...this._begin.keys()].filter((number) => this._described(number).shape.includes(axis));
    const old = longer.map((number) => this.view(this._described(number).name).slice());
    this.lengths[axis] = length;
    longer.forEach((number, at) => {
      this._begin.delete(number);
      const there = this.view(this._described(number).name);
      for (let row = 0; row * before < old[at].length; row++) {
        there.set(old[at].subarray(row * before, (row + 1) * before), row * length);
      }
    });
  }

  /** @param {string} name @returns {number} */
  _number(name) {
    const number = this._numbers.get(name);
    if (number === undefined) throw new Error(`the world has no array ${name}`);
    return number;
  }

  /** @param {number} number @returns {Described} */
  _described(number) {
    return this._size.arrays[number] ?? this._plan.arrays[number];
  }

  /** @param {string} name @returns {Entry[]} */
  _entries(name) {
    const other = this._size.directories[name] ?? {};
    return this._plan.directories[name].map((entry, at) => other[at] ?? entry);
  }

  /** @param {number | string} axis @returns {number} */
  _length(axis) {
    const length = typeof axis === "number" ? axis : this.lengths[axis];
    if (length === undefined) throw new Error(`nobody has found out the length of ${axis}`);
    return length;
  }

  /** @param {(number | string)[]} shape @returns {number} */
  _count(shape) {
    return shape.reduce((/** @type {number} */ product, axis) => product * this._length(axis), 1);
  }

  /** Where an array is; it is laid out when it is first asked for. @param {number} number @returns {number} */
  _place(number) {
    let begin = this._begin.get(number);
    if (begin === undefined) {
      const { name, type, shape, held } = this._described(number);
      const count = this._count(shape);
      begin = this._take(count * TYPES[type].BYTES_PER_ELEMENT);
      this._begin.set(number, begin);
      this._fill(new TYPES[type](this.memory.buffer, begin, count), held, this._given[name]);
    }
    return begin;
  }

  /** @param {any} there @param {Described["held"]} held @param {Uint8Array | undefined} given */
  _fill(there, held, given) {
    const raw = new Uint8Array(there.buffer, there.byteOffset, there.byteLength);
    const big = there instanceof BigInt64Array || there instanceof BigUint64Array;
    if (given) raw.set(given.subarray(0, raw.length));
    else if (held === 0) raw.fill(0);
    else if (held.made !== undefined) there.set(tablesOf(this._plan.considered)[held.made]);
    else if (held.at !== undefined) raw.set(this._bytes.subarray(held.at, held.at + raw.length));
    else if (held.count !== undefined) for (let i = 0; i < there.length; i++) there[i] = big ? BigInt(i) : i;
    else if (held.fill !== undefined) there.fill(big ? BigInt(held.fill) : held.fill);
  }

  /** Room for so many bytes. @param {number} size @returns {number} */
  _take(size) {
    const begin = this._end;
    this._end = Math.ceil((begin + size) / ALIGNED) * ALIGNED;
    const pages = Math.ceil(this._end / PAGE) - this.memory.buffer.byteLength / PAGE;
    if (pages > 0) this.memory.grow(pages);
    return begin;
  }
}
