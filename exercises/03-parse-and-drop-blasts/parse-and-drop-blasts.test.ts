import { week, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("./parse-and-drop-blasts.ts"));

/** Sends the messages one after the other, and tells what came of each, what was asked for in all, and how it ended. */
const read = (messages: readonly string[][]) =>
  mine.evaluate(async ({ reader }, { System, consumer, producer }, input) => {
    const system = new System({ clock: "virtual", log: false });
    const came: Quake[][] = [];
    let asked = 0;
    const wire = producer<string>(() => ({
      handleDemand: (demand) => void (asked += demand),
      handleCast: (lines: string[]) => lines,
    }));
    const desk = consumer<Quake>(() => ({
      handleEvents: (quakes) => void came.at(-1)!.push(...quakes),
    }));
    const to = system.start(wire);
    const stage = system.start(reader, { subscribeTo: [{ to, maxDemand: 50, minDemand: 0 }] });
    system.start(desk, { subscribeTo: [{ to: stage, maxDemand: 1000, cancel: "temporary" }] });
    for (const lines of input) {
      came.push([]);
      system.cast(to, lines);
      await system.idle();
    }
    const isAlive = stage.isAlive;
    return {
      came,
      asked,
      isAlive,
      reason: isAlive ? "" : String(stage.exitReason),
      rejected: isAlive ? await system.call(stage, "rejected") : "your stage has ended",
    };
  }, messages);

const lineOf = (quake: Quake) => JSON.stringify(quake);
const ids = (quakes: readonly Quake[]) => quakes.map(({ id }) => id);
// An afternoon on which seven quarries and mines fired, among 44 events.
const afternoon = week.slice(160, 204);
const earthquakes = afternoon.filter(({ type }) => type === "earthquake");

test("blasts are dropped, of whatever kind", { meta: { points: 2 } }, async () => {
  const { came } = await read([afternoon.map(lineOf)]);
  const through = [...new Set(came.flat().map(({ type }) => type))].filter(
    (type) => type !== "earthquake",
  );
  expect(
    through,
    "Only what has the type `earthquake` is an earthquake; an `explosion` is a blast as much as a `quarry blast` is. Other types that came through",
  ).toEqual([]);
  expect(ids(came.flat()), "The earthquakes of an afternoon with blasts, in order").toEqual(
    ids(earthquakes),
  );
  expect(came[0]![0], "A line becomes the quake that it holds, with all that is in it").toEqual(
    earthquakes[0],
  );
});

test("a bad line costs itself alone", { meta: { points: 3 } }, async () => {
  const quakes = earthquakes.slice(0, 6);
  const lines = quakes.map(lineOf);
  const bad = [lines[0]!, lines[1]!, lines[2]!.slice(0, 60), lines[3]!];
  const { came, isAlive, reason } = await read([bad, lines.slice(4)]);
  expect(
    isAlive,
    `The third of four lines is cut off, and your stage ended with it: ${reason}. An exception ends the stage, and costs the batch and all ` +
      "that would have come. Is it alive",
  ).toBe(true);
  expect(
    came.map(ids),
    "The third of four lines is cut off; a second message has two good ones. A bad line takes neither its neighbours nor the next message with it",
  ).toEqual([ids([quakes[0]!, quakes[1]!, quakes[3]!]), ids(quakes.slice(4))]);
});

test("what could not be read is counted, and nothing else", { meta: { points: 2 } }, async () => {
  const [quake, blast] = [earthquakes[0]!, afternoon.find(({ type }) => type !== "earthquake")!];
  const cut = lineOf(quake).slice(0, 40);
  const some = await read([[cut, lineOf(quake), ""], [cut]]);
  expect(
    some.rejected,
    some.rejected === 1
      ? "A cut line, a good one, an empty one; then, in another message, another cut one. It counts all since its start, not those of the last batch"
      : "A cut line, a good one, an empty one; then another cut one. A stage that is started counts from 0",
  ).toBe(3);
  const blasts = await read([[lineOf(blast), lineOf(quake), lineOf(blast)]]);
  expect(
    blasts.rejected,
    "Two blasts and a quake: a blast is dropped because nobody wants it. Its line was good and is not rejected",
  ).toBe(0);
  const odd = await read([["42", "null", '{"heartbeat":1}', lineOf(quake)]]);
  expect(
    odd.rejected,
    "`42`, `null` and a heartbeat: JSON can read them, but none is an event with a `type`",
  ).toBe(3);
});

test("asks no more than its subscription does", { meta: { points: 1 } }, async () => {
  const lines = afternoon.slice(6, 16).map(lineOf);
  const { came, asked } = await read([lines, lines, lines]);
  expect(
    came.flat().some(({ type }) => type !== "earthquake"),
    "Thirty lines, twelve of them blasts. Did one come through",
  ).toBe(false);
  expect(
    asked,
    "A subscription with a maxDemand of 50 asks for 50 and, when those are done, for 50 more. 30 lines have come. Dropped lines are not " +
      "asked for again by hand: then more is on order than the stage has room for. Asked for in all",
  ).toBe(50);
});
