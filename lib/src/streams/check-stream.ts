import { quoted } from "../errors.ts";
import type { System } from "../system.ts";

/** The streams there are: what only they can do, and what takes them. */
const kinds = {
  Readable: { has: ["read", "on"], call: "fromReadable", module: "headgate/node" },
  ReadableStream: { has: ["getReader"], call: "fromReadableStream", module: "headgate/web" },
  Writable: { has: ["write", "on"], call: "toWritable", module: "headgate/node" },
  WritableStream: { has: ["getWriter"], call: "toWritableStream", module: "headgate/web" },
} as const;

type StreamKind = keyof typeof kinds;

const toRead: readonly StreamKind[] = ["Readable", "ReadableStream"];
const toWrite: readonly StreamKind[] = ["Writable", "WritableStream"];

/** Throws unless `stream` is of that kind, and says what takes the stream that it is. */
export function checkStream(kind: StreamKind, stream: unknown): void {
  if (isOf(kind, stream)) return;
  // What is both is meant in the direction of the call.
  const order = toRead.includes(kind) ? [...toRead, ...toWrite] : [...toWrite, ...toRead];
  const actual = order.find((one) => isOf(one, stream));
  const advice =
    actual === undefined
      ? ""
      : `: for a ${actual} use \`${kinds[actual].call}\` of ${kinds[actual].module}`;
  throw new TypeError(
    `Expected ${kinds[kind].call}() to be given a ${kind} or a function that opens one, got ${quoted(stream)}${advice}`,
  );
}

function isOf(kind: StreamKind, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const members = value as Record<string, unknown>;
  return kinds[kind].has.every((name) => typeof members[name] === "function");
}

/** As {@link checkStream}, for what may be a function that opens one when the stage starts. */
export function checkStreamOrOpener(kind: StreamKind, stream: unknown): void {
  if (typeof stream !== "function") checkStream(kind, stream);
}

/** Throws where the arguments of a call that begins with the system are in another order. */
export function checkSystemFirst(call: string, second: string, system: System): void {
  if (typeof (system as Partial<System> | undefined)?.stream === "function") return;
  throw new TypeError(
    `Expected ${call}() to be given the system first, \`${call}(system, ${second})\`, got ${quoted(system)}`,
  );
}
