import { week, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("./bound-it-by-awaiting.ts"));

interface Plan {
  limit: number;
  /** Which review ends next: the oldest one in hand, or the newest. */
  next: "oldest" | "newest";
  /** The number of the quake whose review fails; the first is 1. */
  failing?: number;
  quakes: readonly Quake[];
}

/** Runs the answer by hand, without a clock: whenever it has come to rest, one review ends. */
const run = (plan: Plan) =>
  mine.evaluate(async ({ reviewAll }, _lib, { limit, next, failing, quakes }) => {
    const [open, inHand, reviewed]: [(() => void)[], number[], number[]] = [[], [], []];
    let [taken, ended, most] = [0, 0, 0];
    async function* feed() {
      for (const quake of quakes) {
        taken += 1;
        most = Math.max(most, taken - ended);
        yield quake;
      }
    }
    const review = (quake: { id: string }) =>
      new Promise<void>((resolve, reject) => {
        const number = quakes.findIndex(({ id }) => id === quake.id) + 1;
        reviewed.push(number);
        open.push(() => {
          ended += 1;
          if (number !== failing) resolve();
          else reject(new Error(`the review of quake ${failing} failed`));
        });
      });
    let outcome = "nothing";
    let endedBefore = 0;
    const settled = (said: string) => {
      outcome = said;
      endedBefore = ended;
    };
    reviewAll(feed(), limit, review).then(
      (count) => settled(`${count} reviewed`),
      (error: Error) => settled(error.message),
    );
    for (;;) {
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
      if (open.length === 0) break;
      inHand.push(open.length);
      (next === "oldest" ? open.shift() : open.pop())!();
    }
    return { most, taken, reviewed, inHand, outcome, endedBefore };
  }, plan);

const hualien = week.filter((quake) => quake.place.endsWith("Hualian, Taiwan")).slice(0, 12);
const limit = 3;

test("never more than `limit` quakes in hand", { meta: { points: 2 } }, async () => {
  const { most, reviewed } = await run({ limit, next: "oldest", quakes: hualien });
  const fault =
    most === limit + 1
      ? `You took a quake out of the feed before there was room for it. While it waits it is in your memory: ${most} in hand`
      : `You took ${most} quakes out of the feed before a review had ended: nothing made the feed wait`;
  expect(most, `${fault}. The most in hand`).toBeLessThanOrEqual(limit);
  const isInOrder = reviewed.every((number, index) => number === index + 1);
  expect(
    reviewed,
    isInOrder && reviewed.length > 0 && reviewed.length < hualien.length
      ? "Reviews had ended, there was room, and you took no further quake: wait for the end of a review and for nothing else, a timer is too late. Reviewed"
      : "Each quake is reviewed once, in the order of the feed",
  ).toEqual(hualien.map((_, index) => index + 1));
});

test("a review that ends makes room at once", { meta: { points: 2 } }, async () => {
  const { inHand } = await run({ limit, next: "newest", quakes: hualien });
  const fault =
    Math.max(0, ...inHand) <= 1
      ? "You do one review at a time; three seismologists are on duty"
      : inHand[0] === limit
        ? "A review had ended and its place stayed empty: you wait for the slowest of the batch, not for the first that ends"
        : `You began ${inHand[0] ?? 0} reviews where ${limit} were allowed`;
  const full = hualien.map((_, ended) => Math.min(limit, hualien.length - ended));
  expect(inHand, `${fault}. Reviews under way before each one ended`).toEqual(full);
});

test(
  "it comes back when the last review has ended, with their number",
  { meta: { points: 1 } },
  async () => {
    const { outcome, endedBefore } = await run({ limit, next: "oldest", quakes: hualien });
    expect(
      endedBefore,
      outcome === "nothing"
        ? "Every review has ended, and your promise is still open. Reviews that had ended when it came back"
        : `You came back after ${endedBefore} of ${hualien.length} reviews: a call that is not awaited, in \`forEach\` or after the ` +
            "loop, waits for nobody. Reviews that had ended",
    ).toBe(hualien.length);
    const fault =
      Number.parseInt(outcome, 10) > hualien.length
        ? "You count what an earlier call reviewed as well: what one call counts belongs inside the function"
        : "All reviews had ended";
    expect(outcome, `${fault}. What came back`).toBe(`${hualien.length} reviewed`);
  },
);

test("a failed review is not lost", { meta: { points: 2 } }, async () => {
  const failing = 5;
  const { outcome, taken } = await run({ limit, next: "oldest", failing, quakes: hualien });
  expect(
    outcome,
    "The fifth review failed, and whoever called `reviewAll` must be told: if you drop the error, nobody hears of it. What came back",
  ).toBe(`the review of quake ${failing} failed`);
  expect(
    taken,
    `When the fifth review failed, four had ended and ${limit} were in hand. You took more out of the feed after the failure, or had ` +
      "taken more than the limit before it. Quakes taken in all",
  ).toBeLessThanOrEqual(4 + limit);
});
