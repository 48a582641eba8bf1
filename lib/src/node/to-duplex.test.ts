import { createReadStream, readFileSync } from "node:fs";
import { PassThrough, Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import {
  producerConsumer,
  type ProducerConsumerDefinition,
  type ProducerRef,
} from "../definitions.ts";
import { fromIterable } from "../from-iterable.ts";
import { counted, hostTurns } from "../streams/outside.fixture.ts";
import { System } from "../system.ts";
import { virtualSystem } from "../virtual-system.fixture.ts";
import { toDuplex } from "./to-duplex.ts";

const here = fileURLToPath(import.meta.url);

const mapped = <In, Out>(map: (event: In) => Out): ProducerConsumerDefinition<In, Out> =>
  producerConsumer(() => ({ handleEvents: (events: In[]) => events.map(map) }));

const through =
  <In, Out>(system: System, map: (event: In) => Out) =>
  (to: ProducerRef<In>): ProducerRef<Out> =>
    system.start(mapped(map), { name: "middle", subscribeTo: [{ to, maxDemand: 2 }] });

describe("toDuplex", () => {
  test("stands in a pipeline of files, and both its ends end", async () => {
    await using system = new System();
    const out = new PassThrough();
    const bytes = out.toArray();
    const duplex = toDuplex<Buffer, string>(
      system,
      through(system, (chunk: Buffer) => chunk.toString("latin1").toUpperCase()),
      { maxDemand: 2 },
    );
    await pipeline(createReadStream(here, { highWaterMark: 512 }), duplex, out);
    const text = Buffer.concat(await bytes).toString();
    expect(text).toBe(readFileSync(here, "latin1").toUpperCase());
    await system.idle();
    expect(system.whereis("producer-1")).toBeUndefined();
    expect(system.whereis("middle")).toBeUndefined();
  });

  test("a slow sink bounds what is taken from the source", async () => {
    const { system } = virtualSystem();
    const source = counted();
    const written: (() => void)[] = [];
    const sink = new Writable({
      objectMode: true,
      highWaterMark: 1,
      write: (_event, _encoding, callback) => void written.push(callback),
    });
    const duplex = toDuplex(
      system,
      through(system, (n: number) => n),
      { maxDemand: 2 },
    );
    const done = pipeline(Readable.from(source), duplex, sink).catch((error: unknown) => error);
    for (let count = 1; count <= 5; count++) {
      await hostTurns();
      expect(written).toHaveLength(count);
      // Sink 1 + 1, Duplex out 1, stream 2, middle 2, Duplex in 16 + 1, Readable.from 1 + 1.
      expect(source.taken).toBeLessThanOrEqual(count + 26);
      written.at(-1)?.();
    }
    duplex.destroy(new Error("enough"));
    expect(await done).toMatchObject({ message: "enough" });
    await system.idle();
    expect(system.whereis("producer-1")).toBeUndefined();
  });

  test("a stage inside that fails fails the pipeline, and every stage of it ends", async () => {
    const { system } = virtualSystem({ log: false });
    const source = counted();
    const duplex = toDuplex(
      system,
      through(system, (n: number) => {
        if (n === 3) throw new RangeError("too deep");
        return n;
      }),
    );
    await expect(
      pipeline(source, duplex, new PassThrough({ objectMode: true }).resume()),
    ).rejects.toMatchObject({
      code: "exit",
      message: 'Stage "middle" failed: RangeError: too deep',
    });
    await system.idle();
    expect(source.closed).toBe(1);
    expect(system.whereis("producer-1")).toBeUndefined();
  });

  test("one that ends before it is read has ended in order", async () => {
    const { system } = virtualSystem();
    const empty = toDuplex(
      system,
      through(system, (n: number) => n),
    );
    empty.end();
    await hostTurns();
    expect(await empty.toArray()).toEqual([]);
  });

  test("destroyed, it lets the stage go that it is read from", async () => {
    const { system } = virtualSystem({ log: false });
    const feed = system.start(fromIterable(counted()));
    const duplex = toDuplex<string, number>(system, () => feed, { maxDemand: 2 }).resume();
    await hostTurns();
    expect(system.inspect(feed).consumers).toHaveLength(1);
    duplex.destroy();
    await system.idle();
    expect(system.inspect(feed).consumers).toEqual([]);
    expect(system.whereis("producer-2")).toBeUndefined();
  });

  test("a source that fails, too", async () => {
    const { system } = virtualSystem({ log: false });
    async function* broken(): AsyncGenerator<number> {
      yield 1;
      throw new Error("cable cut");
    }
    const duplex = toDuplex(
      system,
      through(system, (n: number) => n),
    );
    const done = pipeline(
      Readable.from(broken()),
      duplex,
      new PassThrough({ objectMode: true }).resume(),
    );
    await expect(done).rejects.toThrow("cable cut");
    await system.idle();
    expect(["producer-1", "middle", "stream-1"].map((name) => system.whereis(name))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
