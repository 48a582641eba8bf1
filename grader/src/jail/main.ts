// The script of a jail: takes orders on stdin, replies on descriptor 3, and holds nothing of the checks: no expected
// value, no `expect`, no file. One process serves one student's answers, one behind the other.
import { Buffer } from "node:buffer";
import { writeSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import * as quakes from "@headgate/quakes";
import * as headgate from "headgate";
import * as show from "headgate/show";
import * as testing from "headgate/testing";
import { evaluateBeside, printedPage, thrown, type Reply } from "@headgate/check/beside";
import { librarySamples } from "./library-samples.ts";
import { lockRealm, type LockedRealm, type Room } from "./locked-realm.ts";
import type { JailReply, Line, Order } from "./messages.ts";

// A jail lives for a second, and most of what V8 would optimise pays back only later; a loop that runs long still is.
setFlagsFromString("--interrupt-budget=500000");

// Taken before the host's names are deleted.
const { stdin } = process;
const host = process;
const hostConsole = console;
// Dates look the same wherever it runs.
host.env["TZ"] = "UTC";

const lib = { ...headgate, ...quakes };
// Copies: the getters of a bundled module would be functions that nobody froze.
const importable: Record<string, object> = {
  headgate: { ...headgate },
  "headgate/show": { ...show },
  "headgate/testing": { ...testing },
  "@headgate/quakes": { ...quakes },
  // A cell may check itself; here that does nothing, and nothing is shown.
  "@headgate/check": { check: async (): Promise<void> => {} },
};

let realm: LockedRealm;
/** The answer that is there. */
let current: { room?: Room; exports: unknown } | undefined;
let failCurrent: ((error: unknown) => void) | undefined;
let page = printedPage();

function say(line: Line): void {
  let rest = Buffer.from(`${JSON.stringify(line)}\n`);
  while (rest.length > 0) rest = rest.subarray(writeSync(3, rest));
}

async function obey(order: Order): Promise<void> {
  page = printedPage();
  const failed = new Promise<Reply>((resolve) => {
    failCurrent = (error) => resolve(thrown(error));
  });
  const reply = await Promise.race([workOf(order), failed]).catch(thrown);
  failCurrent = undefined;
  say({ id: order.id, reply: { ...reply, console: page.text() } as JailReply });
}

function workOf(order: Order): Promise<JailReply> | JailReply {
  switch (order.op) {
    case "load":
      return load(order.code, order.seed);
    case "evaluate":
      return evaluateBeside(current?.exports, lib, order.evaluation, (source, scope) =>
        current?.room?.check(`(${source}\n)`, scope),
      );
    case "rest":
      return rest();
  }
}

async function load(code: string, seed: number): Promise<JailReply> {
  const loaded: NonNullable<typeof current> = { exports: undefined };
  current = loaded;
  try {
    loaded.room = realm.enter(seed, (...items) => {
      if (current === loaded) page.print(...items);
    });
    const run = loaded.room.answer(
      `(async function (headgateModule, importMeta, deliver) {"use strict";\n${code}\n})`,
    ) as (
      module: (name: string) => unknown,
      importMeta: object,
      deliver: (answer: unknown) => void,
    ) => Promise<void>;
    await run(
      harden((name: string) => (Object.hasOwn(importable, name) ? importable[name] : undefined)),
      {},
      harden((answer: unknown) => void (loaded.exports ??= answer)),
    );
    return { outcome: "loaded" };
  } catch (error) {
    return thrown(error);
  }
}

/** Between two answers: to be here at all shows that nothing of the one before keeps the process busy. */
function rest(): JailReply {
  realm.leave();
  current = undefined;
  const { heapUsed, external } = host.memoryUsage();
  return { outcome: "rested", usedMb: (heapUsed + external) / 1024 / 1024 };
}

async function begin(): Promise<void> {
  for (const method of ["log", "info", "warn", "error", "debug"] as const) {
    // What the libraries print.
    hostConsole[method] = (...items) => page.print(...items);
  }
  realm = await lockRealm([lib, ...Object.values(importable)], librarySamples);
  host.on("uncaughtException", (error) => {
    page.print("Uncaught:", error);
    failCurrent?.(error);
  });
  host.on("unhandledRejection", (reason) => page.print("Unhandled rejection:", reason));
  let waiting = "";
  stdin.setEncoding("utf8").on("data", (chunk: string) => {
    waiting += chunk;
    for (let end = waiting.indexOf("\n"); end !== -1; end = waiting.indexOf("\n")) {
      const line = waiting.slice(0, end);
      waiting = waiting.slice(end + 1);
      void obey(JSON.parse(line) as Order);
    }
  });
  stdin.on("end", () => host.exit(0));
  say({ id: 0, ready: true });
}

void begin();
