import { aftershocks, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(
  () => import("../../exercises/03-parse-and-drop-blasts/parse-and-drop-blasts.ts"),
);

/** Two readers, each with a wire of its own; the messages go to them in turn. */
const read = (messages: readonly string[][]) =>
  mine.evaluate(async ({ reader }, { System, consumer, producer }, input) => {
    const system = new System({ clock: "virtual", log: false });
    const wire = producer<string>(() => ({
      handleDemand: () => {},
      handleCast: (lines: string[]) => lines,
    }));
    const sides = [0, 1].map(() => {
      const came: string[] = [];
      const desk = consumer<Quake>(() => ({
        handleEvents: (quakes) => void came.push(...quakes.map(({ id }) => id)),
      }));
      const to = system.start(wire);
      const stage = system.start(reader, { subscribeTo: [{ to, maxDemand: 20, minDemand: 13 }] });
      system.start(desk, { subscribeTo: [{ to: stage, maxDemand: 3, cancel: "temporary" }] });
      return { came, to, stage };
    });
    for (const [index, lines] of input.entries()) {
      system.cast(sides[index % 2]!.to, lines);
      await system.idle();
    }
    const rejected: unknown[] = [];
    for (const { stage } of sides)
      rejected.push(stage.isAlive ? await system.call(stage, "rejected") : "ended");
    return { came: sides.map(({ came }) => came), rejected };
  }, messages);

/** A feed of the student's own: quakes, blasts, and lines that are no events. */
function feed(): { messages: string[][]; kept: string[][]; rejected: number[] } {
  const quakes = aftershocks({ seed: mine.seed, count: 160 });
  const [messages, kept, rejected]: [string[][], string[][], number[]] = [[], [[], []], [0, 0]];
  while (quakes.length > 0) {
    const side = messages.length % 2;
    const some = quakes.splice(0, 1 + (quakes[0]!.updated % 12));
    const lines = some.map((quake) => {
      const line = JSON.stringify(quake);
      const lot = quake.updated % 11;
      // A word of the text is not what the event says that it is.
      if (lot === 0) return JSON.stringify({ ...quake, type: "explosion", place: "earthquake" });
      if (lot === 1) return JSON.stringify({ ...quake, type: "sonic boom" });
      if (lot > 5) {
        kept[side]!.push(quake.id);
        return line;
      }
      rejected[side]!++;
      const cut = 1 + (quake.updated % 90);
      return [line.slice(0, cut), line.slice(cut), "[]", "true"][lot - 2]!;
    });
    messages.push(lines);
  }
  return { messages, kept, rejected };
}

test("a long night on two wires", { meta: { points: 2 } }, async () => {
  const { messages, kept, rejected } = feed();
  const night = await read(messages);
  expect(
    night.came,
    "Two readers, 160 lines between them. Whatever is no `earthquake` is dropped: other types, lines cut off at the end or at the beginning, `[]`, `true`. The text of a line says nothing before it is parsed. The desks ask for three at a time. The quakes of each, in order",
  ).toEqual(kept);
  expect(
    night.rejected,
    "Rejected by each: lines that are no JSON, and JSON that is no event, such as `[]` or `true`; no event of another type. Each reader counts its own, so the count belongs inside the function given to `producerConsumer`",
  ).toEqual(rejected);
});
