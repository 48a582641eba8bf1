import { describe, expect, test } from "vitest";
import { consumer, type SubscriptionRef } from "./definitions.ts";
import type { CancelMode } from "./options.ts";
import { collector, counter, virtualSystem } from "./virtual-system.fixture.ts";

describe("cancel modes (S-19)", () => {
  const reasons = ["normal", "shutdown", { shutdown: "upgrade" }, "killed", new Error("boom")];
  const survives = (cancel: CancelMode, clean: boolean): boolean =>
    cancel === "temporary" || (cancel === "transient" && clean);
  const rows = (["permanent", "transient", "temporary"] as const).flatMap((cancel) =>
    reasons.map((reason, i) => ({ cancel, reason, isAlive: survives(cancel, i < 3) })),
  );

  test.each(rows)("$cancel, the producer is down by $reason: lives on: $isAlive", async (row) => {
    const { system } = virtualSystem();
    const heard: unknown[] = [];
    const feed = system.start(counter(), { name: "feed", demand: "accumulate" });
    const end = consumer(() => ({
      handleEvents: () => {},
      handleCancel: (reason, from) => void heard.push({ ...reason, from: from.producer.name }),
    }));
    const started = system.start(end, {
      name: "end",
      subscribeTo: [{ to: feed, cancel: row.cancel }],
    });
    await system.stop(feed, row.reason === "killed" ? "kill" : row.reason);
    await system.idle();
    expect(heard).toEqual([{ kind: "down", reason: row.reason, from: "feed" }]);
    expect(started.isAlive).toBe(row.isAlive);
    expect(started.exitReason).toEqual(row.isAlive ? undefined : row.reason);
  });

  test.each(rows)(
    "$cancel, the subscription is cancelled with $reason: lives on: $isAlive",
    async (row) => {
      const { system } = virtualSystem();
      const heard: unknown[] = [];
      const feed = system.start(counter(), { demand: "accumulate" });
      const end = consumer(() => ({
        handleEvents: () => {},
        handleCancel: (reason) => void heard.push(reason),
      }));
      const started = system.start(end, { subscribeTo: [{ to: feed, cancel: row.cancel }] });
      const [subscription] = system.inspect(started).producers;
      await system.idle();
      system.cancel(subscription as SubscriptionRef, row.reason);
      await system.idle();
      expect(heard).toEqual([{ kind: "cancel", reason: row.reason }]);
      expect(started.isAlive).toBe(row.isAlive);
      expect(feed.isAlive).toBe(true);
      expect(system.inspect(feed).consumers).toEqual([]);
    },
  );

  test("a consumer that follows a failure says so, and one that ends in order does not", async () => {
    const { system, sentences } = virtualSystem();
    for (const reason of ["normal", new Error("boom")]) {
      const feed = system.start(counter(), {
        name: `feed ${String(reason)}`,
        demand: "accumulate",
      });
      system.start(collector([]), { name: `end ${String(reason)}`, subscribeTo: [{ to: feed }] });
      await system.stop(feed, reason);
      await system.idle();
    }
    expect(sentences).toEqual([
      'Stage "end Error: boom" ends too, for its subscription to "feed Error: boom" is permanent: Error: boom',
    ]);
  });

  test("already_subscribed ends nobody, whatever the mode (S-20)", async () => {
    const { system } = virtualSystem();
    const feed = system.start(counter(), { demand: "accumulate" });
    const end = system.start(collector([]), { subscribeTo: [{ to: feed }] });
    await system.idle();
    system.cancel(system.inspect(end).producers[0] as SubscriptionRef, "already_subscribed");
    await system.idle();
    expect(end.isAlive).toBe(true);
  });

  test("a handleCancel that stops the stage has the last word on the reason", async () => {
    const { system } = virtualSystem();
    const feed = system.start(counter(), { demand: "accumulate" });
    const end = consumer((stage) => ({
      handleEvents: () => {},
      handleCancel: () => stage.stop("mine"),
    }));
    const started = system.start(end, { subscribeTo: [{ to: feed }] });
    await system.stop(feed, "theirs");
    await system.idle();
    expect(started.exitReason).toBe("mine");
  });

  test("an async handleCancel is waited for before the mode decides", async () => {
    const { system } = virtualSystem();
    const feed = system.start(counter(), { demand: "accumulate" });
    const log: unknown[] = [];
    const end = consumer((stage) => ({
      handleEvents: () => {},
      handleCancel: async () => {
        await stage.sleep(10);
        log.push(stage.now());
      },
      terminate: (reason) => void log.push(reason),
    }));
    system.start(end, { subscribeTo: [{ to: feed }] });
    await system.stop(feed);
    await system.idle();
    expect(log).toEqual([10, "normal"]);
  });
});
