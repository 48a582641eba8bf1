import { describe, expect, test } from "vitest";
import { type Monitor, Process } from "./process.ts";
import { type Reply, tagCall, tagDown, tagEvents, tagExit, tagInfo } from "./protocol.ts";
import { RunLoop } from "./run-loop.ts";
import { VirtualScheduler } from "./scheduler.ts";

/** A process that writes down what happens to it, and does what its messages say. */
class Probe extends Process {
  readonly log: unknown[];
  readonly unhandled: unknown[][] = [];
  /** Called with each info message. */
  act: (message: unknown) => void = () => {};

  constructor(loop: RunLoop, name: string, log: unknown[] = []) {
    super(loop, name);
    this.log = log;
  }

  override receive(tag: number, a: unknown, b: unknown): void {
    if (tag === tagExit) this.log.push(["exit", (a as Process).name, b]);
    else if (tag === tagDown) this.log.push(["down", (a as Monitor).target.name, b]);
    else {
      this.log.push(a);
      this.act(a);
    }
  }

  protected override terminating(reason: unknown): void {
    this.log.push(["terminate", reason]);
  }

  protected override ended(reason: unknown, unhandled: unknown[][]): void {
    this.log.push(["ended", reason]);
    this.unhandled.push(...unhandled);
  }

  protected override crashed(error: unknown): void {
    this.log.push(["crashed", error]);
  }
}

function loop(): RunLoop {
  return new RunLoop(new VirtualScheduler(), false, false, () => new Error("stalled"));
}

/** Two processes of one loop that write into one log. */
function pair(): { loop: RunLoop; a: Probe; b: Probe; log: unknown[] } {
  const shared = loop();
  const log: unknown[] = [];
  return { loop: shared, a: new Probe(shared, "a", log), b: new Probe(shared, "b", log), log };
}

describe("Process, mailbox", () => {
  test("post() keeps the order of one sender's messages (O-1)", async () => {
    const { loop, a, log } = pair();
    for (let i = 0; i < 200; i++) a.post(tagInfo, i, undefined);
    expect(a.mailboxSize).toBe(200);
    await loop.idle();
    expect(log).toEqual(Array.from({ length: 200 }, (_, i) => i));
    expect(a.mailboxSize).toBe(0);
  });

  test("what a callback sends is handled after it has returned, also to itself (O-2)", async () => {
    const { loop, a, b, log } = pair();
    a.act = (message) => {
      if (message !== "start") return;
      b.post(tagInfo, "to b", undefined);
      a.post(tagInfo, "to a", undefined);
      log.push("start has returned");
    };
    a.post(tagInfo, "start", undefined);
    await loop.idle();
    expect(log).toEqual(["start", "start has returned", "to a", "to b"]);
  });

  test("run() lets the others have a turn before a long mailbox is empty", async () => {
    const { loop, a, b, log } = pair();
    for (let i = 0; i < 1000; i++) a.post(tagInfo, i, undefined);
    b.post(tagInfo, "b", undefined);
    await loop.idle();
    expect(log.indexOf("b")).toBeGreaterThan(0);
    expect(log.indexOf("b")).toBeLessThan(100);
    expect(log.filter((entry) => entry !== "b")).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  });

  test("keeps its order while it grows in the middle of a ring that has wrapped", async () => {
    const { loop, a, log } = pair();
    a.act = (n) => {
      if (typeof n !== "number" || n >= 20) return;
      for (let i = 1; i <= 3; i++) a.post(tagInfo, 100 * n + i, undefined);
    };
    for (let n = 0; n < 20; n++) a.post(tagInfo, n, undefined);
    await loop.idle();
    const answers = Array.from({ length: 20 }, (_, n) => [100 * n + 1, 100 * n + 2, 100 * n + 3]);
    // 1, 2 and 3 of the first message are below 20 and answer too, behind all of these.
    expect(log.slice(20, 80)).toEqual(answers.flat());
  });

  test("a process that has ended takes no messages", () => {
    const { a } = pair();
    a.exit("normal");
    a.post(tagInfo, "late", undefined);
    expect(a.mailboxSize).toBe(0);
  });
});

describe("Process, suspend", () => {
  test("takes no message until the promise is settled, while others go on (O-2)", async () => {
    const { loop, a, b, log } = pair();
    a.act = (message) => {
      if (message !== "slow") return;
      a.suspend(loop.sleep(10, a), () => log.push("slow has settled"));
    };
    a.post(tagInfo, "slow", undefined);
    a.post(tagInfo, "next", undefined);
    b.post(tagInfo, "b", undefined);
    await loop.idle();
    expect(log).toEqual(["slow", "b", "slow has settled", "next"]);
  });

  test("a rejection ends the process as a throw does (O-12)", async () => {
    const { loop, a, log } = pair();
    const error = new Error("boom");
    a.act = () => a.suspend(Promise.reject(error), () => log.push("resumed"));
    a.post(tagInfo, "x", undefined);
    await loop.idle();
    expect(log).toEqual(["x", ["crashed", error], ["terminate", error], ["ended", error]]);
  });

  test("a value that comes after the process was killed is dropped", async () => {
    const { loop, a, log } = pair();
    a.act = () => a.suspend(loop.sleep(10, a), () => log.push("resumed"));
    a.post(tagInfo, "x", undefined);
    await loop.advance(5);
    a.exit("killed");
    await loop.advance(20);
    expect(log).toEqual(["x", ["ended", "killed"]]);
  });
});

describe("Process, ends", () => {
  test.each([
    [new Error("boom"), "Error: boom"],
    [undefined, "Error: a callback threw undefined"],
    ["text", "text"],
  ])(
    "a throw of %o is told, then terminate runs, and it is the exit reason (O-12)",
    async (thrown, reason) => {
      const { loop, a, log } = pair();
      a.act = () => {
        throw thrown;
      };
      a.post(tagInfo, "x", undefined);
      await loop.idle();
      expect(log.map((entry) => (Array.isArray(entry) ? entry[0] : entry))).toEqual([
        "x",
        "crashed",
        "terminate",
        "ended",
      ]);
      expect(String(a.exitReason)).toBe(reason);
    },
  );

  test("stopReason takes effect when the callback has returned, by way of terminate", async () => {
    const { loop, a, log } = pair();
    a.act = () => {
      a.stopReason = { reason: "shutdown" };
      log.push("goes on");
    };
    a.post(tagInfo, "x", undefined);
    a.post(tagInfo, "never handled", undefined);
    await loop.idle();
    expect(log).toEqual(["x", "goes on", ["terminate", "shutdown"], ["ended", "shutdown"]]);
  });

  test("a terminate that throws gives its error as the reason", () => {
    const { a } = pair();
    Object.assign(a, {
      terminating: () => {
        throw new Error("cannot close");
      },
    });
    a.stopWith("normal");
    expect(String(a.exitReason)).toBe("Error: cannot close");
  });

  test("its mailbox is dropped: callers are told, events are handed to ended()", async () => {
    const { a } = pair();
    const errors: Error[] = [];
    const reply: Reply = { resolve: () => {}, reject: (error) => errors.push(error) };
    a.post(tagEvents, "subscription", [1, 2]);
    a.post(tagCall, "request", reply);
    a.exit("killed");
    expect(a.unhandled).toEqual([[1, 2]]);
    expect(errors).toMatchObject([{ code: "exit", message: 'Stage "a" failed: killed' }]);
  });

  test("whoever it still owes an answer is told (O-7)", () => {
    const { a } = pair();
    const errors: Error[] = [];
    const reply: Reply = { resolve: () => {}, reject: (error) => errors.push(error) };
    a.owe(reply);
    a.owe({ ...reply });
    a.answered(reply);
    a.exit("normal");
    expect(errors).toMatchObject([{ code: "exit", message: 'Stage "a" ended: normal' }]);
  });

  test("only the first end counts", () => {
    const { a, log } = pair();
    a.exit("first");
    a.exit("second");
    a.crash(new Error("third"));
    expect(a.exitReason).toBe("first");
    expect(log).toEqual([["ended", "first"]]);
  });
});

describe("Process, links (O-4)", () => {
  test.each([
    { reason: "normal", survives: true },
    { reason: "shutdown", survives: false },
    { reason: "killed", survives: false },
    { reason: { shutdown: 1 }, survives: false },
  ])("the end of one by $reason: the other survives: $survives", ({ reason, survives }) => {
    const { a, b } = pair();
    a.link(b);
    a.exit(reason);
    expect(b.isAlive).toBe(survives);
    if (!survives) expect(b.exitReason).toEqual(reason);
  });

  test("a peer that traps exits gets a message instead, also for normal (O-6)", async () => {
    const { loop, a, b, log } = pair();
    b.trapsExits = true;
    a.link(b);
    a.exit("normal");
    await loop.idle();
    expect(b.isAlive).toBe(true);
    expect(log).toEqual([
      ["ended", "normal"],
      ["exit", "a", "normal"],
    ]);
  });

  test("kill cannot be trapped, and is seen as killed (O-3)", () => {
    const { a, b } = pair();
    b.trapsExits = true;
    b.exitSignal(a, "kill");
    expect(b.exitReason).toBe("killed");
  });

  test("linking to one that has ended is told as noproc", () => {
    const { a, b } = pair();
    b.exit("normal");
    a.link(b);
    expect(a.exitReason).toBe("noproc");
  });

  test("unlink() parts them, from either side", () => {
    const { a, b } = pair();
    a.link(b);
    b.unlink(a);
    a.exit("killed");
    expect(b.isAlive).toBe(true);
  });

  test("a ring of links ends as a whole and does not run in circles", () => {
    const shared = loop();
    const ring = ["a", "b", "c", "d"].map((name) => new Probe(shared, name));
    ring.forEach((one, i) => one.link(ring[(i + 1) % ring.length] as Probe));
    ring[0]?.exit("boom");
    expect(ring.map(({ exitReason }) => exitReason)).toEqual(["boom", "boom", "boom", "boom"]);
  });
});

describe("Process, monitors (O-5)", () => {
  test("tell once why the target ended, each of several", async () => {
    const { loop, a, b, log } = pair();
    a.monitor(b);
    a.monitor(b);
    b.exit("normal");
    await loop.idle();
    expect(log).toEqual([
      ["ended", "normal"],
      ["down", "b", "normal"],
      ["down", "b", "normal"],
    ]);
  });

  test("of one that has ended tell noproc", async () => {
    const { loop, a, b, log } = pair();
    b.exit("normal");
    a.monitor(b);
    await loop.idle();
    expect(log.at(-1)).toEqual(["down", "b", "noproc"]);
  });

  test("demonitor() takes one watch away and leaves the other", async () => {
    const { loop, a, b, log } = pair();
    const first = a.monitor(b);
    a.monitor(b);
    a.demonitor(first);
    b.exit("normal");
    await loop.idle();
    expect(log.filter((entry) => Array.isArray(entry) && entry[0] === "down")).toHaveLength(1);
  });
});

test("a process prints as one line", () => {
  const { a } = pair();
  expect(String(a)).toBe('Stage "a" (running)');
  a.exit("normal");
  expect(String(a)).toBe('Stage "a" (ended)');
  const inspect = Symbol.for("nodejs.util.inspect.custom");
  expect((a as unknown as Record<symbol, () => string>)[inspect]?.()).toBe('Stage "a" (ended)');
});
