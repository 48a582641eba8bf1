import { describe, expect, test } from "vitest";
import {
  type Failure,
  InFlight,
  type InFlightOptions,
  type Outcome,
  type Piece,
} from "./in-flight.ts";

const boom = { error: new Error("boom") };
const plain = { chunkSize: 1, threads: 1, isOrdered: true };

/** Takes 0, 1, … from "a", and begins with all of it. */
function begun(
  count: number,
  options: Partial<InFlightOptions> = {},
): { inFlight: InFlight<string>; pieces: Piece<string>[] } {
  const inFlight = new InFlight<string>({ ...plain, ...options });
  inFlight.take(
    Array.from({ length: count }, (_, n) => n),
    "a",
  );
  const pieces: Piece<string>[] = [];
  for (let piece = inFlight.next(); piece !== undefined; piece = inFlight.next()) {
    pieces.push(piece);
  }
  return { inFlight, pieces };
}

type Begun = ReturnType<typeof begun>;

/** The next event of a piece is done. */
function add({ inFlight, pieces }: Begun, index: number): Outcome<string> {
  const piece = pieces[index] as Piece<string>;
  inFlight.add(piece, piece.events[piece.outCount + piece.results.length]);
  return inFlight.collect(piece);
}

function settle({ inFlight, pieces }: Begun, index: number, failure?: Failure): Outcome<string> {
  const piece = pieces[index] as Piece<string>;
  inFlight.settle(piece, failure);
  return inFlight.collect(piece);
}

describe("InFlight", () => {
  test.each([
    { count: 5, chunkSize: 1, threads: 2, sizes: [1, 1, 1, 1, 1] },
    { count: 16, chunkSize: 99, threads: 2, sizes: [4, 3, 3, 2, 1, 1, 1, 1] },
    { count: 16, chunkSize: 2, threads: 2, sizes: [2, 2, 2, 2, 2, 2, 1, 1, 1, 1] },
    { count: 3, chunkSize: 99, threads: 1, sizes: [2, 1] },
    { count: 3, chunkSize: 99, threads: 8, sizes: [1, 1, 1] },
  ])(
    "$count events, at most $chunkSize for each of $threads threads: pieces of $sizes",
    ({ count, sizes, ...options }) => {
      const { inFlight, pieces } = begun(count, options);
      expect(pieces.map(({ events }) => events.length)).toEqual(sizes);
      expect(pieces.flatMap(({ events }) => events)).toEqual([...Array(count).keys()]);
      expect(inFlight.size).toBe(count);
    },
  );

  test.each([
    { isOrdered: true, order: [0, 1, 2, 3], out: [[0], [1], [2], [3]] },
    { isOrdered: true, order: [3, 1, 0, 2], out: [[], [], [0, 1], [2, 3]] },
    { isOrdered: true, order: [3, 2, 1, 0], out: [[], [], [], [0, 1, 2, 3]] },
    { isOrdered: false, order: [3, 1, 0, 2], out: [[3], [1], [0], [2]] },
  ])("ordered $isOrdered, done $order: out go $out", ({ isOrdered, order, out }) => {
    const one = begun(4, { isOrdered });
    const gone = order.map((index) => [...add(one, index).results, ...settle(one, index).results]);
    expect(gone).toEqual(out);
    expect(one.inFlight.size).toBe(0);
  });

  test("what is first in order goes out while its piece is worked on; what is not waits", () => {
    const one = begun(4, { chunkSize: 9 });
    expect(one.pieces.map(({ events }) => events)).toEqual([[0, 1], [2], [3]]);
    expect(add(one, 1).results).toEqual([]);
    expect(settle(one, 1).results).toEqual([]);
    expect(add(one, 0).results).toEqual([0]);
    expect(add(one, 0).results).toEqual([1]);
    expect(settle(one, 0).results).toEqual([2]);
    expect(one.inFlight.size).toBe(1);
  });

  test("counts what went out for each origin", () => {
    const inFlight = new InFlight<string>({ ...plain, chunkSize: 9 });
    inFlight.take([0], "a");
    inFlight.take([1, 2], "b");
    const first = inFlight.next() as Piece<string>;
    for (const event of first.events) inFlight.add(first, event);
    expect([...inFlight.collect(first).handled]).toEqual([
      ["a", 1],
      ["b", 1],
    ]);
    expect(inFlight.size).toBe(1);
  });
});

describe("InFlight, a failure", () => {
  test("waits for what came before it, goes out behind it, and nothing else is begun", () => {
    const one = begun(4);
    one.inFlight.take([4], "a");
    add(one, 2);
    expect(settle(one, 1, boom)).toMatchObject({ results: [], failure: undefined });
    expect(one.inFlight.next()).toBeUndefined();
    settle(one, 2);
    expect(add(one, 0)).toMatchObject({ results: [0], failure: undefined });
    expect(settle(one, 0)).toMatchObject({ results: [], failure: boom });
    expect(one.inFlight.size).toBe(4);
  });

  test("goes out at once where no order is kept, behind the results of its own piece", () => {
    const one = begun(6, { isOrdered: false, chunkSize: 9 });
    expect(add(one, 1).results).toEqual([3]);
    expect(settle(one, 1, boom)).toMatchObject({ results: [], failure: boom });
    expect(one.inFlight.size).toBe(5);
  });
});
