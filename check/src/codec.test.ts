import { describe, expect, test } from "vitest";
import { decode, GarbledWire } from "./decode.ts";
import { encode, TooLarge } from "./encode.ts";
import { Opaque } from "./opaque.ts";
import { wireLimits } from "./wire.ts";

/** What the checks get to see of a value: through JSON, as between two processes. */
const copy = (value: unknown): unknown => decode(JSON.parse(JSON.stringify(encode(value))));

class Point {
  x = 1;
  get length(): number {
    throw new Error("a getter was called");
  }
}

describe("encode and decode keep", () => {
  const same: [string, unknown][] = [
    ["a string", "épée 🐟 \u0000"],
    ["a number", 1.5],
    ["-0", -0],
    ["NaN", NaN],
    ["Infinity", [Infinity, -Infinity]],
    ["a bigint", -123456789012345678901234567890n],
    ["undefined and null", [undefined, null, { a: undefined }]],
    ["booleans", [true, false]],
    ["nesting", { a: [1, { b: [[]] }] }],
    // oxlint-disable-next-line no-sparse-arrays
    ["holes", [1, , 3]],
    [
      "a map",
      new Map<unknown, unknown>([
        ["a", 1],
        [{ b: 2 }, new Set([1])],
      ]),
    ],
    ["a set", new Set([1, "a", [2]])],
    ["a date", new Date(0)],
    ["a strange key", { "": 1, "a b": 2, constructor: 3, toString: 4 }],
  ];
  test.each(same)("%s", (_, value) => {
    expect(copy(value)).toStrictEqual(value);
    expect(Object.is(copy(-0), -0)).toBe(true);
  });

  test("cycles and shared objects", () => {
    const shared = { n: 1 };
    const value: Record<string, unknown> = { one: shared, two: shared };
    value["self"] = value;
    const copied = copy(value) as typeof value;
    expect(copied["self"]).toBe(copied);
    expect(copied["one"]).toBe(copied["two"]);
  });

  test("the name of a class and none of its getters", () => {
    const copied = copy(new Point()) as object;
    expect(copied).toEqual({ x: 1 });
    expect(copied.constructor.name).toBe("Point");
    expect(copied).not.toStrictEqual({ x: 1 });
  });

  test("errors as name and message, without reading a getter", () => {
    expect(copy(new RangeError("no"))).toEqual({ name: "RangeError", message: "no" });
    const sly = new Error("seen");
    Object.defineProperty(sly, "message", { get: () => process.exit(1) });
    expect(copy(sly)).toEqual({ name: "Error", message: "" });
  });
});

describe("encode and decode make a mark of", () => {
  test.each([
    ["a function", function named() {}, "[function named]"],
    ["a symbol", Symbol("s"), "Symbol(s)"],
    [
      "a getter",
      {
        get a() {
          return 1;
        },
      },
      undefined,
    ],
  ])("%s", (_, value, text) => {
    const copied = copy(value);
    const mark = text === undefined ? (copied as { a: unknown }).a : copied;
    expect(mark).toBeInstanceOf(Opaque);
    expect((mark as Opaque).text).toBe(text ?? "[getter]");
  });

  test("each function, no two of them equal", () => {
    expect(copy(() => 1)).not.toEqual(copy(() => 1));
  });
});

describe("a hostile value", () => {
  test("is no asymmetric matcher once copied", () => {
    const forged = { $$typeof: Symbol.for("jest.asymmetricMatcher"), asymmetricMatch: () => true };
    expect(forged).toEqual([1, 2, 3]); // This is how the forgery works on anybody who compares it itself.
    expect(copy(forged)).not.toEqual([1, 2, 3]);
  });

  test("is not awaited", async () => {
    const copied = copy({ then: (resolve: (value: number) => void) => resolve(42) });
    expect(await copied).toBe(copied);
  });

  test("cannot change a prototype", () => {
    const copied = copy(JSON.parse('{ "__proto__": { "polluted": true } }')) as object;
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(copied)).toBe(Object.prototype);
    expect(Object.keys(copied)).toEqual(["__proto__"]);
  });

  test("may be a proxy that throws", () => {
    const refuse = (): never => {
      throw new Error("no");
    };
    const proxy = new Proxy({}, { ownKeys: refuse, getPrototypeOf: refuse, get: refuse });
    expect(copy({ proxy })).toEqual({ proxy: {} });
  });

  test("may claim any toStringTag and toJSON", () => {
    const value = { [Symbol.toStringTag]: "Error", toJSON: () => "forged", n: 1 };
    expect(copy(value)).toMatchObject({ n: 1 });
  });
});

describe("encode refuses", () => {
  const deep: { next?: object } = {};
  let end = deep;
  for (let level = 0; level <= wireLimits.depth; level++) end = end.next = {};
  test.each([
    ["too many values", Array.from({ length: wireLimits.nodes + 1 }, (_, i) => i)],
    ["a huge length", Object.assign([], { length: 4e9 })],
    ["a long string", "x".repeat(wireLimits.string + 1)],
    ["much text", Array.from({ length: 6 }, () => "x".repeat(200_000))],
    ["depth", deep],
    [
      "an endless proxy",
      new Proxy([], {
        getOwnPropertyDescriptor: (target, key) =>
          key === "length" ? Reflect.getOwnPropertyDescriptor(target, key) : undefined,
        ownKeys: () => ["length"],
      }).concat(Array.from({ length: 30_000 })),
    ],
  ])("%s", (_, value) => {
    expect(() => encode(value)).toThrow(TooLarge);
  });
});

describe("decode refuses what nobody could walk to its end", () => {
  test("ten arrays of a hundred references to the next", () => {
    let value: unknown = 1;
    for (let level = 0; level < 10; level++) value = Array.from({ length: 100 }, () => value);
    expect(encode(value).rows).toHaveLength(10);
    expect(() => copy(value)).toThrow(TooLarge);
  });

  test("a chain that is reached from its root at every link", () => {
    const links = Array.from({ length: 5000 }, (): { next?: unknown } => ({}));
    links.forEach((link, index) => (link.next = links[index + 1]));
    expect(() => copy([...links].reverse().concat(links))).not.toThrow(RangeError);
    expect(() => copy(links)).toThrow(TooLarge);
  });

  test("a dozen objects that all name each other", () => {
    const friends = Array.from({ length: 12 }, (): Record<string, unknown> => ({}));
    for (const one of friends) friends.forEach((other, at) => (one[`friend ${at}`] = other));
    expect(() => copy(friends)).toThrow(TooLarge);
  });

  test("a long list of numbers, again and again", () => {
    const numbers = Array.from({ length: 10_000 }, (_, at) => at);
    expect(() => copy(Array.from({ length: 100 }, () => numbers))).toThrow(TooLarge);
  });

  test("but not what is shared now and then", () => {
    const quake = { id: "us1000cffx", place: { lon: 121.7, lat: 24.1 } };
    const value = Array.from({ length: 1000 }, () => [quake, quake.place]);
    expect(copy(value)).toEqual(value);
  });
});

test("decode reads of a row what belongs to it, and no more", () => {
  const row = { is: "error", name: "Error", message: "no", entries: 5 };
  expect(decode({ root: ["ref", 0], rows: [row] })).toEqual({ name: "Error", message: "no" });
});

describe("decode refuses", () => {
  test.each([
    ["nothing", undefined],
    ["no rows", { root: 1 }],
    ["an unknown row", { root: ["ref", 0], rows: [{ is: "function", source: "1" }] }],
    ["a reference to nothing", { root: ["ref", 7], rows: [] }],
    ["a reference by name", { root: ["ref", "constructor"], rows: [] }],
    ["an unknown tag", { root: ["eval", "1"], rows: [] }],
    ["a bare object", { root: { a: 1 }, rows: [] }],
    ["no number of digits", { root: ["bigint", "1e9"], rows: [] }],
    [
      "entries that are no pairs",
      { root: ["ref", 0], rows: [{ is: "object", class: "", entries: [["a"]] }] },
    ],
    ["a list that is none", { root: ["ref", 0], rows: [{ is: "array", items: { length: 1e9 } }] }],
  ])("%s", (_, wire) => {
    expect(() => decode(wire)).toThrow(GarbledWire);
  });
});
