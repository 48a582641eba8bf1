import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { askAfter, batchSize, playDelivery } from "./demand.ts";

type Batches = readonly (readonly [size: number, ask: number])[];

interface Traces {
  readonly single: readonly {
    readonly max: number;
    readonly min: number;
    readonly n: number;
    readonly demandBefore: number;
    readonly demandAfter: number;
    readonly batches: Batches;
  }[];
  readonly repeated: readonly {
    readonly max: number;
    readonly min: number;
    readonly k: number;
    readonly steps: readonly {
      readonly before: number;
      readonly after: number;
      readonly batches: Batches;
    }[];
  }[];
}

const file = new URL("../conformance/demand-traces.json", import.meta.url);
const traces = JSON.parse(readFileSync(file, "utf8")) as Traces;

function play(record: Parameters<typeof playDelivery>[0], count: number): [number, number][] {
  return playDelivery(record, count).map(({ size, ask }) => [size, ask]);
}

describe("playDelivery does as GenStage 1.3.2 was seen to do (2.3)", () => {
  test("the recording has every n from 1 to 25 at max 10 and min 0 to 9", () => {
    expect(traces.single).toHaveLength(250);
    expect(traces.repeated).toHaveLength(45);
  });

  test.each(traces.single)("$n events at $max/$min", (row) => {
    const record = { demand: row.demandBefore, maxDemand: row.max, minDemand: row.min };
    expect(play(record, row.n)).toEqual(row.batches);
    expect(record.demand).toBe(row.demandAfter);
  });

  test.each(traces.repeated)(
    "$k events again and again at $max/$min (S-11)",
    ({ max, min, k, steps }) => {
      const record = { demand: max, maxDemand: max, minDemand: min };
      for (const step of steps) {
        expect(record.demand).toBe(step.before);
        expect(play(record, k)).toEqual(step.batches);
        expect(record.demand).toBe(step.after);
      }
    },
  );
});

describe("playDelivery", () => {
  test.each([
    { max: 1000, min: 500, n: 1000, batches: "500(500) 500(500)", left: 1000 },
    { max: 100, min: 80, n: 100, batches: "20(20) 20(20) 20(20) 20(20) 20(20)", left: 100 },
    { max: 100, min: 20, n: 100, batches: "80(80) 20(0)", left: 80 },
    { max: 1, min: 0, n: 1, batches: "1(1)", left: 1 },
  ])("cuts $n at $max/$min into $batches (S-10)", ({ max, min, n, batches, left }) => {
    const record = { demand: max, maxDemand: max, minDemand: min };
    const played = playDelivery(record, n).map(({ size, ask }) => `${size}(${ask})`);
    expect(played.join(" ")).toBe(batches);
    expect(record.demand).toBe(left);
  });

  test("asks once for 300 behind the third hundred at 1000/750, and does not split it (S-11)", () => {
    const record = { demand: 1000, maxDemand: 1000, minDemand: 750 };
    expect([play(record, 100), play(record, 100), play(record, 100)]).toEqual([
      [[100, 0]],
      [[100, 0]],
      [[100, 300]],
    ]);
  });

  test("of no events makes no batch (S-13)", () => {
    const record = { demand: 10, maxDemand: 10, minDemand: 5 };
    expect(play(record, 0)).toEqual([]);
    expect(record.demand).toBe(10);
  });

  test("keeps asked - counted = demand, no ask above max and no batch above max - min (S-15)", () => {
    for (let max = 1; max <= 8; max++) {
      for (let min = 0; min < max; min++) {
        const record = { demand: max, maxDemand: max, minDemand: min };
        let asked = max;
        let counted = 0;
        for (let n = 1; n <= max * 2; n++) {
          counted += Math.min(n, record.demand);
          for (const { size, ask } of playDelivery(record, n)) {
            expect(size).toBeLessThanOrEqual(batchSize(record));
            asked += ask;
          }
          expect(record.demand).toBe(asked - counted);
          expect(record.demand).toBeGreaterThan(min);
          expect(record.demand).toBeLessThanOrEqual(max);
        }
      }
    }
  });
});

describe("askAfter", () => {
  test.each([
    { demand: 10, counted: 4, ask: 0, left: 6 },
    { demand: 10, counted: 5, ask: 5, left: 10 },
    { demand: 6, counted: 4, ask: 8, left: 10 },
    { demand: 10, counted: 0, ask: 0, left: 10 },
  ])("$counted of $demand at 10/5: asks $ask and keeps $left", ({ demand, counted, ask, left }) => {
    const record = { demand, maxDemand: 10, minDemand: 5 };
    expect(askAfter(record, counted)).toBe(ask);
    expect(record.demand).toBe(left);
  });
});
