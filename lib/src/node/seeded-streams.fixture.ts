import { once } from "node:events";
import { Readable, type Writable } from "node:stream";
import type { StreamCase } from "../streams/seeded-cases.fixture.ts";

/** Pushes when it is read, at once or later, one by one or in bursts of more than was asked for. */
export function pushing({
  events,
  isBytes,
  highWaterMark,
  sourceGap,
  pick,
  isLikely,
}: StreamCase): Readable {
  let index = 0;
  const isAtOnce = isLikely(0.3);
  const push = async (readable: Readable): Promise<void> => {
    for (let burst = 1 + pick(6); burst > 0 && index <= events.length; burst--) {
      if (!isAtOnce) await sourceGap();
      if (index > events.length) return;
      const isEnd = index === events.length;
      readable.push(isEnd ? null : events[index]);
      index++;
    }
  };
  return new Readable({
    objectMode: !isBytes,
    highWaterMark,
    read() {
      void push(this);
    },
  });
}

/** Writes all events and ends, now and then in bursts, heeding "drain" or not. */
export async function writeAll(
  writable: Writable,
  { events, sourceGap, isLikely }: StreamCase,
): Promise<void> {
  const heeds = isLikely(0.7);
  const burstChance = isLikely(0.5) ? 0.2 : 0;
  for (const event of events) {
    if (isLikely(burstChance)) {
      writable.cork();
      process.nextTick(() => writable.uncork());
    }
    const hasRoom = writable.write(event);
    if (!hasRoom && heeds) await once(writable, "drain");
    await sourceGap();
  }
  writable.end();
}
