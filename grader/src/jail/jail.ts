import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { lineLimit, type JailReply, type Order } from "./messages.ts";
import type { Wall } from "./walls.ts";

/** How an order ended: with a reply, or with the end of the jail. */
export type Ending = { readonly reply: JailReply } | { readonly death: Death };

/** Why a jail is no more. */
export interface Death {
  readonly cause: "not started" | "time" | "memory" | "garbled" | "output" | "ended";
  /** How its process ended, for the reader: "exit code 1". */
  readonly how: string;
}

type WithoutId<Message> = Message extends Order ? Omit<Message, "id"> : never;

const bootLimitMs = 10_000;

/** Milliseconds within which a process that has nothing to do says so. */
const restLimitMs = 250;

/** Room for what lies outside of the heap. */
const besideHeapMb = 384;

/** Of the heap, what may be taken when the next answer comes: more, and that one would have less than its own. */
const takenLimit = 0.5;

/** Every process that has not ended. */
const living = new Set<ChildProcess>();

/** Lets no jail outlive a command, however that ends: an endless loop would not notice. */
export function endJailsWithUs(): void {
  const endAll = (): void => living.forEach((child) => child.kill("SIGKILL"));
  process.once("exit", endAll);
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const) {
    process.once(signal, () => {
      endAll();
      process.exit(code);
    });
  }
}

/** One jail process, from its start to its end. It takes one order at a time. */
export class Jail {
  readonly ready: Promise<boolean>;
  readonly #child: ChildProcess;
  readonly #heapMb: number;
  #waiting: ((ending: Ending) => void) | undefined;
  #becomeReady: (ready: boolean) => void = () => {};
  #text = "";
  #complaints = "";
  #nextId = 0;
  #death: Death | undefined;

  constructor(wall: Wall, heapMb: number) {
    this.#heapMb = heapMb;
    this.#child = spawn(wall.command, wall.args, {
      env: {},
      cwd: "/",
      stdio: ["pipe", "ignore", "pipe", "pipe"],
    });
    this.ready = new Promise((resolve) => {
      const timer = setTimeout(() => this.kill("time"), bootLimitMs);
      this.#becomeReady = (ready) => {
        clearTimeout(timer);
        resolve(ready);
      };
    });
    living.add(this.#child);
    this.#listen();
  }

  get isAlive(): boolean {
    return this.#death === undefined;
  }

  /** What it said on its error stream: why a wall does not work here. */
  get complaints(): string {
    return this.#complaints;
  }

  /** Gives an order and waits for what comes of it, at most so long. Never rejects. */
  async order(order: WithoutId<Order>, limitMs: number): Promise<Ending> {
    if (!(await this.ready))
      return { death: { cause: "not started", how: this.#complaints.trim() } };
    if (this.#death) return { death: this.#death };
    const id = ++this.#nextId;
    const clock = setTimeout(() => this.kill("time"), limitMs);
    const memory = setInterval(() => this.#watchMemory(), 50);
    try {
      return await new Promise<Ending>((resolve) => {
        this.#waiting = resolve;
        this.#child.stdin?.write(`${JSON.stringify({ ...order, id })}\n`);
      });
    } finally {
      clearTimeout(clock);
      clearInterval(memory);
    }
  }

  /** Makes it ready for the next answer of the same student; false when it is not fit for one, and then it is ended. */
  async rest(): Promise<boolean> {
    // Somebody has stopped waiting for an order that is still under way.
    if (this.#waiting === undefined) {
      const ending = await this.order({ op: "rest" }, restLimitMs);
      const reply = "reply" in ending ? ending.reply : undefined;
      if (reply?.outcome === "rested" && reply.usedMb < this.#heapMb * takenLimit) return true;
    }
    this.kill();
    return false;
  }

  kill(cause: Death["cause"] = "ended"): void {
    if (this.#death) return;
    this.#die({ cause, how: "stopped" });
    this.#child.kill("SIGKILL");
  }

  #listen(): void {
    const child = this.#child;
    const replies = child.stdio[3] as Readable;
    replies.setEncoding("utf8").on("data", (chunk: string) => this.#hear(chunk));
    replies.on("error", () => {});
    (child.stdin as Writable).on("error", () => {});
    child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
      this.#complaints = (this.#complaints + chunk).slice(-8192);
    });
    child.on("error", (error) => {
      this.#complaints += error.message;
      this.#die({ cause: "ended", how: "it did not start" });
    });
    child.on("exit", () => living.delete(child));
    child.on("close", (code, signal) => this.#die(deathOf(code, signal, this.#complaints)));
  }

  #hear(chunk: string): void {
    this.#text += chunk;
    if (this.#text.length > lineLimit) return this.kill("output");
    for (let end = this.#text.indexOf("\n"); end !== -1; end = this.#text.indexOf("\n")) {
      const line = this.#text.slice(0, end);
      this.#text = this.#text.slice(end + 1);
      if (!this.#take(line)) return this.kill("garbled");
    }
  }

  /** A line that is not the reply to the order given last was written by somebody else. */
  #take(line: string): boolean {
    let message: { id?: unknown; ready?: unknown; reply?: unknown };
    try {
      message = JSON.parse(line) as typeof message;
    } catch {
      return false;
    }
    if (message === null || typeof message !== "object") return false;
    if (message.id === 0 && this.#nextId === 0) {
      this.#becomeReady(true);
      return true;
    }
    const waiting = this.#waiting;
    if (!waiting || message.id !== this.#nextId || !isReply(message.reply)) return false;
    this.#waiting = undefined;
    waiting({ reply: message.reply });
    return true;
  }

  #die(death: Death): void {
    this.#death ??= death;
    this.#becomeReady(false);
    this.#waiting?.({ death: this.#death });
    this.#waiting = undefined;
  }

  /** Memory outside of the heap, where no `prlimit` guards it. A process behind bubblewrap is not seen from here. */
  #watchMemory(): void {
    if (process.platform !== "linux") return;
    try {
      const pages = Number(readFileSync(`/proc/${this.#child.pid}/statm`, "utf8").split(" ")[1]);
      if (pages * 4096 > (this.#heapMb + besideHeapMb) * 1024 * 1024) this.kill("memory");
    } catch {
      // It has just ended.
    }
  }
}

const outcomes = new Set(["value", "threw", "too large", "closure", "loaded", "rested"]);

/** A jail may say what came of its order; that it was stopped, or that there is no answer, is not for it to say. */
function isReply(reply: unknown): reply is JailReply {
  if (typeof reply !== "object" || reply === null) return false;
  const { outcome, name, message, why, names, usedMb, console } = reply as Record<string, unknown>;
  if (console !== undefined && (typeof console !== "string" || console.length > 70_000))
    return false;
  if (outcome === "threw") return short(name) && short(message);
  if (outcome === "too large") return short(why);
  if (outcome === "rested") return typeof usedMb === "number";
  if (outcome === "closure")
    return Array.isArray(names) && names.length < 100 && names.every(short);
  return typeof outcome === "string" && outcomes.has(outcome);
}

function short(text: unknown): boolean {
  return typeof text === "string" && text.length <= 4000;
}

function deathOf(code: number | null, signal: NodeJS.Signals | null, complaints: string): Death {
  const how = signal ? `signal ${signal}` : `exit code ${code}`;
  const isMemory = /heap out of memory|allocation failed|Allocation failed/i.test(complaints);
  return { cause: isMemory || signal === "SIGKILL" ? "memory" : "ended", how };
}
