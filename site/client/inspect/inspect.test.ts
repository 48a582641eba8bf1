import { inspect as nodeInspect } from "node:util";
import { describe, expect, test } from "vitest";
import { inspect } from "./inspect.ts";

class Reading {
  id = 7;
  place = "Hualien";
}
class Source {}
class Feed extends Source {
  get depth(): number {
    return 1;
  }
}
class LimitError extends Error {}
class Tagged {
  get [Symbol.toStringTag](): string {
    return "quake";
  }
}

const quake = {
  id: "us1000chhc",
  mag: 6.4,
  magType: "mww",
  place: "18km NNE of Hualian, Taiwan",
  time: 1517932242880,
  felt: 541,
  type: "earthquake",
};
const custom = Symbol.for("nodejs.util.inspect.custom");

/** An error as Node shows it when its stack holds no frames. */
function bare(error: Error, headline: string): Error {
  error.stack = headline;
  return error;
}

function loop(): unknown {
  const value: Record<string, unknown> = { name: "loop" };
  value["self"] = value;
  value["list"] = [value, { value }];
  return value;
}

function listOfItself(): unknown {
  const list: unknown[] = [1];
  list.push(list);
  return list;
}

const range = (length: number): number[] => Array.from({ length }, (_, i) => i);
const lines = "first line of a longer text\nsecond line of a longer text\nthird line of it\n";
// oxlint-disable-next-line no-sparse-arrays
const sparse = [1, , , 4, ,];
const async = async (): Promise<void> => {};

const primitives: Record<string, unknown> = {
  zero: 0,
  "negative zero": -0,
  nan: NaN,
  infinity: -Infinity,
  fraction: 0.1 + 0.2,
  bigint: 12345678901234567890n,
  huge: 1e21,
  true: true,
  null: null,
  undefined,
  symbol: Symbol("ask"),
  string: "plain",
  "empty string": "",
  quote: "it's",
  "both quotes": `it's "so"`,
  "all quotes": 'it\'s "so" `here`',
  "quotes and a template": 'it\'s "so" ${x}',
  escapes: "tab\tnew\nline \\ \u0001 \u007f \x1b \x0b",
  "lone surrogate": "a\ud800b",
  wave: "🌊 wave",
  "long text": "x".repeat(200),
  "too long text": "y".repeat(10_050),
  lines,
};

const lists: Record<string, unknown> = {
  "empty array": [],
  "three numbers": [1, 2, 3],
  "six numbers": range(6),
  "seven numbers": range(7),
  "nine strings": ["a", "bb", "ccc", "d", "e", "f", "g", "h", "i"],
  hundred: range(100),
  "hundred and one": range(101),
  "two hundred squares": range(200).map((i) => i * i),
  mixed: [1, "a", null, undefined, true, 2n, -0, NaN],
  bigints: range(20).map((i) => BigInt(i) ** 5n),
  "strings of all lengths": range(30).map((i) => "x".repeat(i)),
  negative: range(27).map((i) => i * -3.5),
  "wide characters": ["花蓮", "a", "bb", "台灣", "é", "e\u0301", "🌊", "x"],
  holes: [sparse, new Array(5), [, 1]],
  "extra key": Object.assign([1, 2, 3], { label: "numbers" }),
  "extra key of many": Object.assign(range(9), { label: "numbers" }),
  "arrays in arrays": [[1, [2, [3, [4]]]]],
  pairs: Object.entries({ ci: 386, se: 1 }),
  "lines in an array": ["a\nb", lines],
  "array of a class": new (class Stack extends Array {})(3),
  "typed arrays": [new Uint8Array([1, 2, 3]), new Float64Array([1.5, -0]), new Int8Array(0)],
  "long typed array": new Uint16Array(150),
  "seven objects": range(7).map((id) => ({ id })),
};

const objects: Record<string, unknown> = {
  empty: {},
  "empty parts": { a: [], b: {}, c: new Map(), d: new Set(), e: new Feed() },
  plain: { a: 1, b: "two", c: [3] },
  "odd keys": {
    "a-b": 1,
    $x: 2,
    3: 4,
    __x: 5,
    "it's": 6,
    [Symbol("s")]: 7,
    "": 8,
    ["__proto__"]: 9,
  },
  deep: { a: { b: { c: { d: 1 } } } },
  "deep beside shallow": { a: { b: { c: {} } }, z: 1 },
  "deep lists": { a: { b: { c: [], d: [1], e: new Map([[1, 2]]), f: new Reading() } } },
  quake,
  quakes: [quake, { ...quake, felt: null }],
  long: { alpha: "a".repeat(20), beta: "b".repeat(20), gamma: "c".repeat(20) },
  fits: { alpha: "a".repeat(20), beta: "b".repeat(20), gam: 1 },
  "lines in an object": { text: lines },
  map: new Map<unknown, unknown>([
    ["ci", 386],
    ["se", 1],
  ]),
  "map of objects": new Map([[{ id: 1 }, { mags: [1, 2, 3] }]]),
  "large map": new Map(range(120).map((i) => [i, `v${i}`])),
  set: new Set([1, "two", { three: 3 }]),
  "large set": new Set(range(130)),
  "map in an object": { networks: new Map([["us", new Set([1, 2])]]) },
  "map of a class": new (class Registry extends Map {})([["a", 1]]),
  "set of a class": new (class Names extends Set {})(),
  instance: new Reading(),
  "empty instances": [new Source(), new Feed()],
  "null prototype": Object.create(null),
  "null prototype with keys": Object.assign(Object.create(null), { a: 1 }),
  "deep null prototype": { a: { b: { c: Object.assign(Object.create(null), { x: 1 }) } } },
  "tagged object": { [Symbol.toStringTag]: "Tag", a: 1 },
  "tagged instance": new Tagged(),
  loop: loop(),
  "list of itself": listOfItself(),
  getters: Object.defineProperties(
    {},
    {
      now: { get: () => 1, enumerable: true },
      later: { set: () => {}, enumerable: true },
      both: { get: () => 1, set: () => {}, enumerable: true },
      hidden: { value: 1 },
    },
  ),
  frozen: Object.freeze({ mag: 6.4, tsunami: 1 }),
  "own inspection": { [custom]: () => "<own>" },
  "own inspection in an object": { a: { [custom]: () => ({ shown: 1 }) } },
};

const others: Record<string, unknown> = {
  date: new Date(1517932242880),
  "no date": new Date(NaN),
  regexp: /a+b/gi,
  promise: new Promise(() => {}),
  "promise in an object": { done: new Promise(() => {}) },
  weak: [new WeakMap(), new WeakSet()],
  boxed: [new Number(-0), new String("x"), new Boolean(false)],
  function: function handle() {},
  "functions in a list": [() => 1, class {}, async, Math.max, Promise],
  "generator functions": [function* gen() {}, async function* gen() {}],
  "function with keys": Object.assign(function f() {}, { a: 1 }),
  methods: { handleDemand() {}, init: () => {}, async run() {} },
  class: [
    Source,
    Feed,
    class Params {
      constructor(readonly a = {}) {}
    },
  ],
  "generator objects": [(function* () {})(), (async function* () {})()],
  namespaces: [Math, JSON],
  error: bare(new Error("boom"), "Error: boom"),
  "error with a key": bare(Object.assign(new RangeError("far"), { code: 7 }), "RangeError: far"),
  "error in an object": { reason: bare(new TypeError("no"), "TypeError: no") },
  "error with a cause": bare(new Error("outer", { cause: { kind: "time" } }), "Error: outer"),
  "error of a class": bare(new LimitError("stopped"), "Error: stopped"),
  "named error": bare(Object.assign(new Error("x"), { name: "Overflow" }), "Overflow: x"),
};

describe("inspect gives Node's text for", () => {
  const cases = { ...primitives, ...lists, ...objects, ...others };
  test.each(Object.entries(cases))("%s", (_name, value) => {
    expect(inspect(value)).toBe(nodeInspect(value));
  });

  test("any depth that is asked for", () => {
    const value = { a: { b: { c: { d: { e: [1, [2]] } } } } };
    for (const depth of [0, 1, 3, null]) {
      expect(inspect(value, { depth })).toBe(nodeInspect(value, { depth }));
    }
  });

  test("properties that are not enumerable, when asked for", () => {
    const value = Object.defineProperty({ a: [1] }, "secret", { value: 2 });
    expect(inspect(value, { hidden: true })).toBe(nodeInspect(value, { showHidden: true }));
  });

  test("1,000 random values", () => {
    for (let seed = 1; seed <= 1000; seed++) {
      const value = randomValue(mulberry(seed), 0);
      expect(inspect(value), `seed ${seed}`).toBe(nodeInspect(value));
    }
  });
});

test("inspect puts the frames that it is given below an error's message", () => {
  const frames = (): string[] => ["    at cell 3, line 2"];
  expect(inspect({ why: new Error("boom") }, { frames })).toBe(
    "{\n  why: Error: boom\n      at cell 3, line 2\n}",
  );
});

type Random = () => number;

function mulberry(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function randomValue(random: Random, level: number): unknown {
  const pick = Math.floor(random() * (level > 3 ? 5 : 10));
  const count = Math.floor(random() ** 3 * (level === 0 ? 40 : 10));
  const inner = (): unknown => randomValue(random, level + 1);
  const many = <Item>(make: () => Item): Item[] => Array.from({ length: count }, make);
  switch (pick) {
    case 0:
      return Math.floor(random() * 10 ** Math.floor(random() * 9)) * (random() < 0.2 ? -1 : 1);
    case 1:
      return random() * 100;
    case 2:
      return randomText(random);
    case 3:
      return [null, undefined, true, 12n, -0, Symbol("s")][Math.floor(random() * 6)];
    case 4:
      return Object.assign(new Reading(), { id: count });
    case 5:
      return many(() => Math.floor(random() * 10 ** Math.floor(random() * 6)));
    case 6:
      return many(inner);
    case 7:
      return Object.fromEntries(many(() => [randomText(random), inner()]));
    case 8:
      return new Map(many(() => [random() < 0.8 ? randomText(random) : inner(), inner()]));
    default:
      return new Set(many(inner));
  }
}

function randomText(random: Random): string {
  const letters = "abcdefghij_0 '\"\n\\é`";
  const length = Math.floor(random() ** 4 * 90) + 1;
  const plain = random() < 0.7 ? 10 : letters.length;
  return Array.from({ length }, () => letters[Math.floor(random() * plain)]).join("");
}
