import { week, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("./emitter-or-iterable.ts"));

/** The feed emits quakes, by their numbers, or ends; the reader asks for its next quake, or leaves its loop. */
type Step = { emit: number[] } | "end" | "read" | "leave";

type Listener = (quake?: any) => void;

/** The sequence of Hualien: quake 1, quake 2 and so on. */
const hualien = week.filter((quake) => quake.place.endsWith("Hualian, Taiwan"));

/** Plays the steps; each one comes to rest before the next. */
const play = (room: number, night: readonly Step[]) =>
  mine.evaluate(
    async ({ fromEmitter }, _lib, { limit, steps, quakes }) => {
      const listeners = { quake: new Set<Listener>(), end: new Set<Listener>() };
      const mailbox = fromEmitter(
        {
          on: (name, listener) => void listeners[name].add(listener),
          off: (name, listener) => void listeners[name].delete(listener),
        },
        limit,
      );
      const read: (number | string)[] = [];
      const [lost, listening]: [number[], number[]] = [[], []];
      let reader: AsyncIterator<Quake> | undefined;
      for (const step of steps) {
        if (step === "end") Array.from(listeners.end).forEach((listener) => listener());
        else if (step === "read") {
          reader ??= mailbox[Symbol.asyncIterator]();
          reader.next().then(
            ({ done, value }) =>
              read.push(done === true ? "end" : quakes.findIndex(({ id }) => id === value.id) + 1),
            (error: unknown) => read.push(String(error)),
          );
        } else if (step === "leave") void reader?.return?.();
        else
          for (const number of step.emit)
            Array.from(listeners.quake).forEach((listener) => listener(quakes[number - 1]));
        for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
        lost.push(mailbox.lost);
        listening.push(listeners.quake.size + listeners.end.size);
      }
      return { read, lost, listening };
    },
    { limit: room, steps: night, quakes: hualien },
  );

const span = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
const emit = (first: number, last: number): Step => ({ emit: span(first, last) });
const times = (count: number, step: Step): Step[] => Array.from({ length: count }, () => step);

test("a slow reader loses none", { meta: { points: 3 } }, async () => {
  const { read } = await play(100, [emit(1, 3), "read", emit(4, 7), ...times(6, "read")]);
  const missing = (some: number[]) => some.some((quake) => !read.includes(quake));
  const faults = [
    missing(span(1, 2)) &&
      "Three quakes arrived before the reader asked for its first, and you were not listening yet. ",
    missing(span(4, 7)) &&
      "Four quakes arrived while the reader was busy with one, and you did not keep them. ",
  ].filter((fault) => fault !== false);
  const fault =
    faults.join("") || "The reader gets the quakes in the order in which they arrived. ";
  expect(read, `${fault}The quakes read`).toEqual(span(1, 7));
});

test("what finds no room is lost, and counted", { meta: { points: 3 } }, async () => {
  const limit = 3;
  const { read, lost } = await play(limit, [
    emit(1, 1),
    "read",
    emit(2, 6),
    ...times(limit, "read"),
    emit(7, 7),
    "read",
    "end",
    "read",
  ]);
  const kept = [...span(1, 1 + limit), 7, "end"];
  expect(
    read,
    read.includes(5)
      ? read.includes(2)
        ? "Five quakes waited in a mailbox for three: only memory bounds it"
        : "You dropped a quake that had a place already; the newcomer is the one that finds no room"
      : read.length === kept.length - 1 && read.every((quake, index) => quake === kept[index])
        ? 'The quakes are the right ones, but the loop never ends: `"end"` came while the reader was not waiting, and it went to sleep ' +
          "without checking whether the feed had ended"
        : read[1] === 2 && !read.includes(1 + limit)
          ? "Five quakes arrived while the reader was busy with one, and three of them fit: the one that the reader has taken has left the " +
            "mailbox and takes no room there"
          : "A mailbox for three, and five quakes arrive while the reader is busy. The quakes read",
  ).toEqual(kept);
  expect(
    lost[2],
    "Two of five quakes found no room. They are gone, and nobody knows. Count each, and let `lost` give the count at the " +
      "moment it is read: a number put into an object stays as it was. `lost` right after the burst",
  ).toBe(2);
  expect(lost.at(-1), "`lost` counts every quake that found no room, and no other").toBe(2);
});

test(
  "the reader waits for the next quake, and gets the last",
  { meta: { points: 2 } },
  async () => {
    const waited = await play(10, ["read", emit(1, 1), emit(2, 2), "read"]);
    expect(
      waited.read,
      waited.read.includes("end")
        ? "The reader asked before the first quake arrived. A loop ends with the feed, not with an empty mailbox"
        : waited.read.length === 0
          ? "The reader asked before the first quake arrived, and a quake that arrives wakes it at once: a timer is too late. The quakes read"
          : "The reader asked, quake 1 woke it, and quake 2 arrived while it was busy with that one: it no longer waits, and quake 2 goes into the mailbox. The quakes read",
    ).toEqual(span(1, 2));
    const { read } = await play(10, [emit(1, 3), "read", "end", ...times(3, "read")]);
    const fault = read.includes("end")
      ? "The feed ended while two quakes were still waiting, and you threw them away"
      : "The feed has ended and the mailbox is empty, and the reader waits for ever";
    expect(read, `${fault}. What the reader got`).toEqual([...span(1, 3), "end"]);
    const asleep = await play(10, [emit(1, 1), "read", "read", "end"]);
    expect(
      asleep.read,
      "The reader was waiting for its next quake when the feed ended, and nobody told it. What the reader got",
    ).toEqual([1, "end"]);
  },
);

test("no listener stays behind", { meta: { points: 1 } }, async () => {
  const left = await play(10, [emit(1, 2), "read", "leave", emit(3, 3)]);
  expect(left.read, "The reader read one quake and left").toEqual([1]);
  expect(
    left.listening.at(-1),
    "The reader left its loop, and the emitter still calls your listeners. Listeners on the emitter",
  ).toBe(0);
  const { read, listening } = await play(10, [emit(1, 1), "read", "end", "read"]);
  expect(read, "The reader read one quake and the end of the feed").toEqual([1, "end"]);
  expect(
    listening.at(-1),
    "The loop has ended, and the emitter still calls your listeners. Listeners on the emitter",
  ).toBe(0);
});
