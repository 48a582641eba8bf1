import {
  System,
  consumer,
  fromIterable,
  producerConsumer,
  type ProducerConsumerDefinition,
  type ProducerRef,
} from "headgate";
import { week, type Quake } from "@headgate/quakes";
import { beforeAll, expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("./assemble-the-line.ts"));

interface Event {
  id: string;
  type: string;
  mag: number;
  nearby?: string;
  to?: string;
}

/** What a piece was given, for a message; throws if it takes something else. */
function wants(piece: string, given: unknown, ...kinds: string[]): void {
  const text = typeof given === "string";
  const kind = text
    ? given.includes("\n")
      ? "a packet"
      : "a line"
    : (given as Event).to === undefined
      ? "an event"
      : "a notice";
  if (!kinds.includes(kind)) throw new Error(`"${piece}" was given ${kind}`);
}

const isWhole = (text: string): boolean => text.endsWith("}");

/** What each piece makes of one event, but for two that need more than the event. */
const makes: Record<string, (event: never) => unknown[]> = {
  split: (packet: string) => (wants("split", packet, "a packet"), packet.split("\n")),
  read: (text: string) => (
    wants("read", text, "a line"),
    isWhole(text) ? [JSON.parse(text) as Event] : []
  ),
  "read-strictly": (text: string) => {
    wants("read-strictly", text, "a line");
    if (!isWhole(text)) throw new Error(`"read-strictly" threw on a line that is cut off`);
    return [JSON.parse(text) as Event];
  },
  "drop-blasts": (event: Event) => (
    wants("drop-blasts", event, "an event", "a notice"),
    event.type === "earthquake" ? [event] : []
  ),
  explode: (event: Event) => (
    wants("explode", event, "an event"),
    ["phone", "map", "file"].map((to) => ({ ...event, to }))
  ),
  enrich: (event: Event) => (
    wants("enrich", event, "an event", "a notice"),
    [{ ...event, nearby: `around ${event.id}` }]
  ),
  "pass-on": (event: Event) => [event],
  sort: (event: Event) => (wants("sort", event, "an event", "a notice"), []),
};

/** The piece as a stage; `handled` counts the events that reach it. */
function stageOf(piece: string, handled: Record<string, number>) {
  return producerConsumer<unknown, unknown>((stage) => {
    const sorted: Event[] = [];
    return {
      handleEvents: async (events) => {
        handled[piece] = (handled[piece] ?? 0) + events.length;
        if (piece === "sort") sorted.push(...(events as Event[]));
        const made = events.flatMap((event) => makes[piece]!(event as never));
        if (piece === "enrich") await stage.sleep(1000 * events.length);
        return made;
      },
      handleCancel: (_reason, from) => {
        if (from.consumer.name !== stage.name) return;
        stage.emit([...sorted].sort((a, b) => b.mag - a.mag));
        stage.complete();
      },
    };
  }) as ProducerConsumerDefinition<unknown, unknown>;
}

/** Sends the packets down the line, and tells all that is judged. */
async function run(pieces: readonly string[], packets: readonly string[]) {
  const handled: Record<string, number> = {};
  const notices: string[] = [];
  const system = new System({ clock: "virtual", log: false });
  let above: ProducerRef<unknown> = system.start(fromIterable<unknown>(packets));
  const stages = pieces.map((piece) => {
    const subscribeTo = [{ to: above, maxDemand: 2, minDemand: 0, cancel: "transient" as const }];
    const stage = system.start(stageOf(piece, handled), { name: piece, subscribeTo });
    above = stage;
    return stage;
  });
  const desk = consumer<unknown>(() => ({
    handleEvents: (events) => {
      for (const event of events as Event[])
        notices.push(
          `${event.id} ${event.to ?? "(no notice)"} ${event.nearby ?? "(not looked up)"}`,
        );
    },
  }));
  system.start(desk, { subscribeTo: [{ to: above, maxDemand: 3, minDemand: 0 }] });
  await system.idle();
  const crash = stages
    .map(({ exitReason }) => exitReason)
    .find((reason): reason is Error => reason instanceof Error)?.message;
  return { notices, handled, crash };
}

const afternoon = week.slice(160, 200);
const lineOf = (quake: Quake) => JSON.stringify(quake);
const packed = (lines: readonly string[]) =>
  Array.from({ length: lines.length / 5 }, (_, index) =>
    lines.slice(5 * index, 5 * index + 5).join("\n"),
  );
const earthquakes = afternoon.filter(({ type }) => type === "earthquake");
const due = (quakes: readonly Quake[]) =>
  quakes.flatMap(({ id }) => ["phone", "map", "file"].map((to) => `${id} ${to} around ${id}`));

let pieces: string[] = [];
beforeAll(async () => {
  const given: unknown = await mine.evaluate(({ line }) => [...line], null);
  pieces = Array.isArray(given) ? given.map(String) : [];
});

/** A line that can be built: known pieces, none twice. */
function isBuildable(): void {
  expect(
    pieces.filter((piece) => makes[piece] === undefined),
    "Pieces that are not on the heap",
  ).toEqual([]);
  expect(pieces, "Each piece is on the heap once").toEqual([...new Set(pieces)]);
}

const row = () => `Your line: ${pieces.join(" → ") || "nothing yet"}`;
const place = (piece: string): number => pieces.indexOf(piece);
const isBefore = (upper: string, lower: string): boolean =>
  place(upper) >= 0 && place(upper) < place(lower);

/** What is wrong with the row, the worst first. */
function fault(crash: string | undefined): string {
  if (crash !== undefined) return `${crash}, and the line ended`;
  if (place("pass-on") >= 0)
    return (
      "`pass-on` passes no demand on: its `handleDemand` is never called, for a producer-consumer has none, and each hop asks for itself. It " +
      "handles everything for nothing"
    );
  if (place("sort") >= 0) return "Nobody wants the quakes sorted";
  if (isBefore("explode", "drop-blasts"))
    return "You explode before you drop the blasts, so three notices of each are made to be thrown away";
  if (isBefore("explode", "enrich"))
    return "You explode before you enrich, so each quake is looked up three times, once for each notice";
  if (isBefore("enrich", "drop-blasts"))
    return "You enrich before you drop the blasts, so those are looked up as well, and thrown away";
  return "A stage is missing, or another one should be in its place";
}

test("the look-ups of any row", { meta: { points: 2 } }, async () => {
  const rows = [
    ["drop-blasts", "enrich"],
    ["enrich", "drop-blasts"],
    ["drop-blasts", "explode", "enrich"],
    ["explode", "enrich", "drop-blasts"],
    ["split", "read", "enrich", "explode", "drop-blasts"],
    ["split", "read", "drop-blasts", "explode"],
  ] as const;
  const counts = await mine.evaluate(
    ({ lookUps }, _lib, input) => input.map((each) => lookUps(each, 40, 6)),
    rows.map((each) => [...each]),
  );
  rows.forEach((each, index) => {
    expect(
      counts[index],
      "`enrich` looks up what reaches it, and the pieces above it decide that: blasts are gone only if they were dropped above, and quakes are three " +
        `times as many only if they were exploded above. Forty events, six of them blasts, in the row ${each.join(" → ")}`,
    ).toBe([34, 40, 102, 120, 40, 0][index]);
  });
});

test("three notices of each earthquake", { meta: { points: 3 } }, async () => {
  isBuildable();
  const { notices, crash } = await run(pieces, packed(afternoon.map(lineOf)));
  expect(
    crash ?? "all went well",
    `${row()}. Forty good lines in eight packets. Each piece has to take what the one above it gives`,
  ).toBe("all went well");
  expect(
    notices.filter((notice) => notice.includes("(")),
    `${row()}. What reached the desk and was no notice, or had nothing looked up: a stage is missing`,
  ).toEqual([]);
  const isOnlyUnordered = [...notices].sort().join() === due(earthquakes).sort().join();
  expect(
    notices,
    isOnlyUnordered
      ? `${row()}. All notices have come, in another order than the feed's. A stage that sorts has to wait for the last event, and so does the desk`
      : `${row()}. The notices of the earthquakes among forty events, in the order of the feed`,
  ).toEqual(due(earthquakes));
});

test("a line that is cut off costs itself alone", { meta: { points: 2 } }, async () => {
  isBuildable();
  const lines = afternoon.map((quake, index) =>
    index === 12 ? lineOf(quake).slice(0, 70) : lineOf(quake),
  );
  const { notices, crash } = await run(pieces, packed(lines));
  expect(
    crash ?? "all went well",
    `${row()}. The thirteenth of forty lines is cut off. An exception costs the stage and all that would have come; a bad line is an event to drop`,
  ).toBe("all went well");
  expect(new Set(notices), `${row()}. All notices but those of the thirteenth line`).toEqual(
    new Set(due(earthquakes.filter((quake) => quake !== afternoon[12]))),
  );
});

test("one look-up for a quake, none for a blast", { meta: { points: 2 } }, async () => {
  isBuildable();
  const { handled, crash } = await run(pieces, packed(afternoon.map(lineOf)));
  expect(
    handled["enrich"] ?? 0,
    `${row()}. ${fault(crash)}. A look-up takes a second; there are forty events, ${earthquakes.length} of them earthquakes. Look-ups`,
  ).toBe(earthquakes.length);
});

test("no stage works for nothing", { meta: { points: 2 } }, async () => {
  isBuildable();
  const { handled, crash } = await run(pieces, packed(afternoon.map(lineOf)));
  const count = earthquakes.length;
  expect(
    handled,
    `${row()}. ${fault(crash)}. Of forty events ${40 - count} are blasts. The events that reached each stage`,
  ).toEqual({ split: 8, read: 40, "drop-blasts": 40, enrich: count, explode: count });
});
