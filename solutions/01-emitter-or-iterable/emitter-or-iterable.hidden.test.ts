import { aftershocks, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("../../exercises/01-emitter-or-iterable/emitter-or-iterable.ts"));

type Step = { emit: readonly Quake[] } | "end" | "read";

type Listener = (quake?: any) => void;

/** Plays the steps with a mailbox for each limit, all on one emitter; each reader makes every step. */
const play = (rooms: readonly number[], night: readonly Step[]) =>
  mine.evaluate(
    async ({ fromEmitter }, _lib, { limits, steps }) => {
      const listeners = { quake: new Set<Listener>(), end: new Set<Listener>() };
      const mailboxes = limits.map((limit) =>
        fromEmitter(
          {
            on: (name, listener) => void listeners[name].add(listener),
            off: (name, listener) => void listeners[name].delete(listener),
          },
          limit,
        ),
      );
      const readers = mailboxes.map((mailbox) => mailbox[Symbol.asyncIterator]());
      const read: string[][] = limits.map(() => []);
      for (const step of steps) {
        if (step === "end") Array.from(listeners.end).forEach((listener) => listener());
        else if (step !== "read")
          for (const quake of step.emit)
            Array.from(listeners.quake).forEach((listener) => listener(quake));
        else {
          readers.forEach((reader, index) => {
            reader.next().then(
              ({ done, value }) => read[index]!.push(done === true ? "end" : value.id),
              (error: unknown) => read[index]!.push(String(error)),
            );
          });
        }
        for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
      }
      return {
        read,
        lost: mailboxes.map((mailbox) => mailbox.lost),
        listening: listeners.quake.size + listeners.end.size,
      };
    },
    { limits: rooms, steps: night },
  );

/** What a mailbox has handed over and lost after the same steps. */
function expected(limit: number, steps: readonly Step[]) {
  const [waiting, read]: [string[], string[]] = [[], []];
  let lost = 0;
  for (const step of steps) {
    if (step === "end") continue;
    if (step === "read") read.push(waiting.shift() ?? "end");
    else {
      for (const { id } of step.emit) {
        if (waiting.length < limit) waiting.push(id);
        else lost += 1;
      }
    }
  }
  return { read, lost };
}

/** Bursts of the student's own, with reads between them; nobody ever reads from an empty mailbox before the end. */
function burstsAndReads(limit: number): Step[] {
  const quakes = aftershocks({ seed: mine.seed, count: 120 });
  const steps: Step[] = [];
  for (let waiting = 0; quakes.length > 0;) {
    const burst = quakes.splice(0, 1 + (quakes[0]!.sig % 7));
    steps.push({ emit: burst });
    waiting = Math.min(limit, waiting + burst.length);
    const reads = Math.min(waiting, burst[0]!.updated % 5);
    steps.push(...Array.from({ length: reads }, (): Step => "read"));
    waiting -= reads;
  }
  return [...steps, "end", ...Array.from({ length: limit + 1 }, (): Step => "read")];
}

test("a night of bursts, under several limits", { meta: { points: 1 } }, async () => {
  for (const limit of [1, 4, 6 + (mine.seed % 5)]) {
    const steps = burstsAndReads(limit);
    const { read, lost } = await play([limit], steps);
    const truth = expected(limit, steps);
    expect(read[0], `A limit of ${limit}: what the reader got, in order`).toEqual(truth.read);
    expect(lost[0], `A limit of ${limit}: how many were lost`).toBe(truth.lost);
  }
});

test("two mailboxes on one emitter do not share a thing", { meta: { points: 1 } }, async () => {
  const limits = [2, 3 + (mine.seed % 4)];
  const burst: Step = { emit: aftershocks({ seed: mine.seed, count: 9 }) };
  const steps: Step[] = [
    burst,
    "read",
    "read",
    burst,
    "end",
    ...Array.from({ length: 8 }, (): Step => "read"),
  ];
  const { read, lost, listening } = await play(limits, steps);
  limits.forEach((limit, index) => {
    const truth = expected(limit, steps);
    expect(read[index], `The reader with room for ${limit}: what it got, in order`).toEqual(
      truth.read,
    );
    expect(lost[index], `The reader with room for ${limit}: how many were lost`).toBe(truth.lost);
  });
  expect(listening, "Both loops have ended. Listeners on the emitter").toBe(0);
});
