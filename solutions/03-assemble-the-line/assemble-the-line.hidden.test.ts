import { System, fromIterable, producerConsumer, type ProducerRef } from "headgate";
import { aftershocks } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("../../exercises/03-assemble-the-line/assemble-the-line.ts"));

interface Event {
  id: string;
  type: string;
  nearby?: string;
  to?: string;
}

const isWhole = (text: unknown): text is string => typeof text === "string" && text.endsWith("}");

/** What each piece makes of one event; `undefined` where it takes something else. */
const makes: Record<string, (event: string & Event) => unknown[] | undefined> = {
  split: (packet) => packet.split?.("\n"),
  read: (text) => (isWhole(text) ? (text.includes("\n") ? undefined : [JSON.parse(text)]) : []),
  "read-strictly": (text) => (isWhole(text) ? [JSON.parse(text)] : undefined),
  "drop-blasts": (event) => (event.type ? (event.type === "earthquake" ? [event] : []) : undefined),
  explode: (event) =>
    event.id ? ["phone", "map", "file"].map((to) => ({ ...(event as Event), to })) : undefined,
  enrich: (event) =>
    event.id ? [{ ...(event as Event), nearby: `around ${event.id}` }] : undefined,
  "pass-on": (event) => [event],
  sort: () => [],
};

/** Sends the packets down the line, and tells what came, and how many events each stage handled. */
async function run(pieces: readonly string[], packets: readonly string[]) {
  const handled: Record<string, number> = {};
  const system = new System({ clock: "virtual", log: false });
  let above: ProducerRef<unknown> = system.start(fromIterable<unknown>(packets));
  for (const piece of pieces) {
    const stage = producerConsumer<unknown, unknown>((self) => ({
      handleEvents: (events) => {
        handled[piece] = (handled[piece] ?? 0) + events.length;
        return events.flatMap((event) => {
          const made = makes[piece]?.(event as string & Event);
          if (made === undefined) throw new Error(`"${piece}" was given what it does not take`);
          return made;
        });
      },
      handleCancel: (_reason, from) => {
        if (from.consumer.name === self.name) self.complete();
      },
    }));
    above = system.start(stage, {
      subscribeTo: [{ to: above, maxDemand: 1 + (mine.seed % 7), cancel: "transient" }],
    });
  }
  const notices: string[] = [];
  let crash = "all went well";
  try {
    for await (const event of system.stream(above, { maxDemand: 2 })) {
      const { id, to, nearby } = event as Event;
      notices.push(`${id} ${to} ${nearby}`);
    }
  } catch (error) {
    // What a row of pieces does is the answer's affair, never the check's.
    crash = (error as Error).message;
  }
  return { notices, handled, crash };
}

test("a feed of your own, with cut lines and blasts", { meta: { points: 1 } }, async () => {
  const quakes = aftershocks({ seed: mine.seed, count: 120 });
  const kinds = quakes.map(({ updated }) => ["cut", "explosion"][updated % 6] ?? "earthquake");
  const lines = quakes.map((quake, index) => {
    const line = JSON.stringify({ ...quake, type: kinds[index] });
    return kinds[index] === "cut" ? line.slice(0, 30 + (quake.updated % 80)) : line;
  });
  const packets: string[] = [];
  while (lines.length > 0) packets.push(lines.splice(0, 2 + (lines.length % 5)).join("\n"));
  const given: unknown = await mine.evaluate(({ line }) => [...line], null);
  const pieces = Array.isArray(given) ? given.map(String) : [];
  const { notices, handled, crash } = await run(pieces, packets);
  expect(crash, "120 lines, some cut off, some blasts. How your line ended").toBe("all went well");
  const due = quakes.filter((_, index) => kinds[index] === "earthquake").map(({ id }) => id);
  expect(
    notices,
    "120 lines, some cut off, some blasts. The notices, in the order of the feed",
  ).toEqual(due.flatMap((id) => ["phone", "map", "file"].map((to) => `${id} ${to} around ${id}`)));
  const whole = kinds.filter((kind) => kind !== "cut").length;
  expect(handled, "The events that reached each stage").toEqual({
    split: packets.length,
    read: 120,
    "drop-blasts": whole,
    enrich: due.length,
    explode: due.length,
  });
});

test("the look-ups of rows of your own", { meta: { points: 1 } }, async () => {
  const heap = ["split", "read", "drop-blasts", "enrich", "explode", "pass-on"] as const;
  const quakes = aftershocks({ seed: mine.seed, count: 40 });
  const rows = quakes.map(({ updated }, index) =>
    heap
      .map((piece, at) => ({ piece, lot: (updated >> at) % (7 + at + index) }))
      .sort((a, b) => a.lot - b.lot)
      .slice(0, 3 + (updated % 4))
      .map(({ piece }) => piece),
  );
  const [events, blasts] = [50 + (mine.seed % 50), 1 + (mine.seed % 20)];
  const counts = await mine.evaluate(
    ({ lookUps }, _lib, input) => input.rows.map((row) => lookUps(row, input.events, input.blasts)),
    { rows, events, blasts },
  );
  // Counted by sending them down, where the answer may calculate.
  const all = Array.from({ length: events }, (_, index) => index < blasts);
  const due = rows.map((row) => {
    let [passing, count] = [all, 0];
    for (const piece of row) {
      if (piece === "enrich") count = passing.length;
      if (piece === "drop-blasts") passing = passing.filter((isBlast) => !isBlast);
      if (piece === "explode") passing = passing.flatMap((isBlast) => [isBlast, isBlast, isBlast]);
    }
    return count;
  });
  rows.forEach((row, index) => {
    expect(
      counts[index],
      `${events} events, ${blasts} of them blasts, in the row ${row.join(" → ")}`,
    ).toBe(due[index]);
  });
});
