import { expect, onTestFailed } from "vitest";
import {
  consumer,
  type ConsumerDefinition,
  producerConsumer,
  type ProducerDefinition,
  type ProducerRef,
} from "../definitions.ts";
import { fromIterable } from "../from-iterable.ts";
import { System } from "../system.ts";

class WatchedSystem extends System {
  /** The names of the stages that have not ended. */
  get alive(): string[] {
    return [...this.stages.keys()];
  }
}

/** One case by chance: what is sent, how it is asked for, and how slow either side is. */
export interface StreamCase {
  readonly system: WatchedSystem;
  /** Numbers, or byte arrays that may not keep their borders. */
  readonly events: readonly unknown[];
  readonly isBytes: boolean;
  readonly demand: { readonly maxDemand: number; readonly minDemand: number };
  readonly highWaterMark: number;
  /** An integer from 0 up to but without `count`. */
  readonly pick: (count: number) => number;
  readonly isLikely: (chance: number) => boolean;
  /** The source, or the sink, is slow for a moment, or not at all. */
  readonly sourceGap: Gap;
  readonly sinkGap: Gap;
}

/** Undefined where nothing is to be waited for. */
export type Gap = () => Promise<void> | undefined;

/** What became of one case. */
export interface Outcome {
  /** What has arrived: each event, in order. */
  readonly got: readonly unknown[];
  /** Whether the outside was left in order. */
  readonly isOver: boolean;
}

/** Runs `count` cases at once. A failure names its seed, and so does a case that does not end. */
export async function everyEventArrives(
  { count = 100, isOfBytes = true },
  run: (oneCase: StreamCase) => Promise<Outcome>,
): Promise<void> {
  const open = new Set<number>();
  onTestFailed(() => {
    if (open.size > 0) throw new Error(`The cases with these seeds did not end: ${[...open]}`);
  });
  const seeds = Array.from({ length: count }, (_, seed) => seed);
  const ended = await Promise.allSettled(
    seeds.map(async (seed) => {
      open.add(seed);
      try {
        const oneCase = caseOf(seed, isOfBytes);
        expect(await outcomeOf(oneCase, run), `seed ${seed}`).toEqual({
          got: flat(oneCase, oneCase.events),
          isOver: true,
          alive: [],
        });
      } finally {
        open.delete(seed);
      }
    }),
  );
  for (const one of ended) if (one.status === "rejected") throw one.reason;
}

async function outcomeOf(
  oneCase: StreamCase,
  run: (oneCase: StreamCase) => Promise<Outcome>,
): Promise<object> {
  const { got, isOver } = await run(oneCase);
  await oneCase.system.idle();
  return { got: flat(oneCase, got), isOver, alive: oneCase.system.alive };
}

/** A source inside: it emits what is asked for, at once or one by one as its pace is. */
export function sourceOf({ events, sourceGap, isLikely }: StreamCase): ProducerDefinition<unknown> {
  if (isLikely(0.3)) return fromIterable(events);
  async function* inTime(): AsyncGenerator<unknown> {
    for (const event of events) {
      await sourceGap();
      yield event;
    }
  }
  return fromIterable(inTime());
}

/** Takes all that a producer emits, in a stage or in a loop, at the pace of the case. */
export async function takenBy(
  oneCase: StreamCase,
  producer: ProducerRef<unknown>,
): Promise<unknown[]> {
  const { system, demand, sinkGap, isLikely } = oneCase;
  const got: unknown[] = [];
  const to = between(oneCase, producer);
  if (isLikely(0.5)) {
    system.start(slowCollector(got, sinkGap), { subscribeTo: [{ to, ...demand }] });
    await system.idle();
    return got;
  }
  for await (const event of system.stream(to, demand)) {
    got.push(event);
    await sinkGap();
  }
  return got;
}

function slowCollector(got: unknown[], gap: Gap): ConsumerDefinition<unknown> {
  return consumer<unknown>(() => ({
    handleEvents: (events) => {
      got.push(...events);
      return gap();
    },
  }));
}

/** Nothing, or a stage between that ends when what it was given is asked for. */
export function between(
  { system, demand, isLikely, sinkGap }: StreamCase,
  to: ProducerRef<unknown>,
): ProducerRef<unknown> {
  if (isLikely(0.5)) return to;
  const same = producerConsumer<unknown, unknown>((stage) => ({
    handleEvents: async (events) => {
      await sinkGap();
      return events;
    },
    handleCancel: (_reason, { producer }) => {
      if (producer === to) stage.complete();
    },
  }));
  return system.start(same, { subscribeTo: [{ to, ...demand, cancel: "transient" }] });
}

function caseOf(seed: number, isOfBytes: boolean): StreamCase {
  const random = randomOf(seed);
  const pick = (count: number): number => Math.floor(random() * count);
  const isLikely = (chance: number): boolean => random() < chance;
  const isBytes = isOfBytes && isLikely(0.5);
  const maxDemand = 1 + pick(20);
  const chunk = (): Uint8Array => Uint8Array.from({ length: 1 + pick(9) }, () => pick(256));
  return {
    system: new WatchedSystem({ delivery: isLikely(0.5) ? "eager" : "queued" }),
    events: Array.from({ length: pick(40) }, (_, i) => (isBytes ? chunk() : i)),
    isBytes,
    demand: { maxDemand, minDemand: pick(maxDemand) },
    highWaterMark: 1 + pick(isBytes ? 40 : 8),
    pick,
    isLikely,
    sourceGap: gapOf(pick, isLikely),
    sinkGap: gapOf(pick, isLikely),
  };
}

const pauses: readonly ((resolve: () => void, ms: number) => unknown)[] = [
  (resolve) => process.nextTick(resolve),
  (resolve) => setImmediate(resolve),
  (resolve, ms) => setTimeout(resolve, ms),
];

function gapOf(pick: StreamCase["pick"], isLikely: StreamCase["isLikely"]): Gap {
  const chance = [0, 0.1, 0.4, 0.9][pick(4)] ?? 0;
  return () => {
    if (!isLikely(chance)) return undefined;
    const pause = pauses[pick(pauses.length)];
    const ms = pick(3);
    return new Promise<void>((resolve) => void pause?.(resolve, ms));
  };
}

/** Chunks of bytes may be cut otherwise than they were sent. */
function flat({ isBytes }: StreamCase, events: readonly unknown[]): readonly unknown[] {
  return isBytes ? events.flatMap((chunk) => [...(chunk as Uint8Array)]) : events;
}

/** The generator "mulberry32": small, and the same everywhere. */
function randomOf(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
