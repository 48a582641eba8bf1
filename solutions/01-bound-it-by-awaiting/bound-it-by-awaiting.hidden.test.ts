import { aftershocks, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(
  () => import("../../exercises/01-bound-it-by-awaiting/bound-it-by-awaiting.ts"),
);

interface Plan {
  quakes: readonly Quake[];
  limit: number;
  /** The index of the quake whose review fails, or -1. */
  failing: number;
}

/** Runs the answer by hand; the significance of the quakes decides which review ends next. */
const run = (plan: Plan) =>
  mine.evaluate(async ({ reviewAll }, _lib, { quakes, limit, failing }) => {
    const [open, inHand, reviewed]: [(() => void)[], number[], string[]] = [[], [], []];
    let [taken, ended, most, takenAtFailure] = [0, 0, 0, Infinity];
    async function* feed() {
      for (const quake of quakes) {
        taken += 1;
        most = Math.max(most, taken - ended);
        yield quake;
      }
    }
    const review = (quake: { id: string }) =>
      new Promise<void>((resolve, reject) => {
        reviewed.push(quake.id);
        open.push(() => {
          ended += 1;
          if (quake.id !== quakes[failing]?.id) resolve();
          else reject(new Error("the seismologist hung up"));
          if (quake.id === quakes[failing]?.id) takenAtFailure = taken;
        });
      });
    let outcome = "open";
    reviewAll(feed(), limit, review).then(
      (count) => (outcome = `${count} reviewed`),
      (error: Error) => (outcome = error.message),
    );
    for (;;) {
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
      if (open.length === 0) break;
      inHand.push(open.length);
      open.splice(quakes[ended]!.sig % open.length, 1)[0]!();
    }
    return { most, reviewed, inHand, outcome, takenLater: taken - Math.min(taken, takenAtFailure) };
  }, plan);

test(
  "sixty aftershocks under several limits, reviews ending out of order",
  { meta: { points: 1 } },
  async () => {
    const quakes = aftershocks({ seed: mine.seed, count: 60 });
    for (const limit of [1, 2, 5 + (mine.seed % 7)]) {
      const { most, reviewed, inHand, outcome } = await run({ quakes, limit, failing: -1 });
      const scene = `60 quakes, a limit of ${limit}`;
      expect(most, `${scene}: the most in hand`).toBe(limit);
      quakes.forEach((quake, ended) => {
        const full = Math.min(limit, quakes.length - ended);
        expect(inHand[ended], `${scene}: reviews under way when ${ended} had ended`).toBe(full);
        expect(reviewed[ended], `${scene}: the review that was begun as number ${ended + 1}`).toBe(
          quake.id,
        );
      });
      expect(outcome, `${scene}: what came back`).toBe("60 reviewed");
    }
  },
);

test(
  "a short feed, an empty feed, a limit that is never reached",
  { meta: { points: 1 } },
  async () => {
    for (const count of [1, 4 + (mine.seed % 5), 0]) {
      const quakes = aftershocks({ seed: mine.seed, count });
      const { most, outcome } = await run({ quakes, limit: 20, failing: -1 });
      expect(most, `a feed of ${count}, a limit of 20: the most in hand`).toBe(count);
      expect(outcome, `a feed of ${count}, a limit of 20: what came back`).toBe(
        `${count} reviewed`,
      );
    }
  },
);

test("a failure stops the feed, wherever it happens", { meta: { points: 1 } }, async () => {
  const quakes = aftershocks({ seed: mine.seed, count: 40 });
  for (const failing of [0, 7 + (mine.seed % 20), 39]) {
    const { outcome, takenLater, most } = await run({ quakes, limit: 4, failing });
    const scene = `the review of quake ${failing + 1} of 40 fails`;
    expect(outcome, `${scene}: what came back`).toBe("the seismologist hung up");
    expect(takenLater, `${scene}: quakes taken out of the feed after the failure`).toBe(0);
    expect(most, `${scene}, a limit of 4: the most in hand`).toBe(4);
  }
});
