import { quoted } from "./errors.ts";
import type { BufferKeep } from "./buffer.ts";
import type { DispatcherFactory } from "./dispatchers/dispatcher.ts";
import type { StageKind } from "./trace.ts";

/** Whether a producer forwards demand to `handleDemand`, or holds demand and events back. */
export type DemandMode = "forward" | "accumulate";

/** What happens to a consumer when its producer leaves (S-19). */
export type CancelMode = "permanent" | "transient" | "temporary";

/** A subscription's options after the check. */
export interface SubscriptionSettings {
  readonly maxDemand: number;
  readonly minDemand: number;
  readonly cancel: CancelMode;
  readonly options: Readonly<Record<string, unknown>>;
}

/** A stage's own options after the check. */
export interface StageSettings {
  readonly name: string | undefined;
  readonly handlerTimeoutMs: number;
  readonly bufferSize: number;
  readonly bufferKeep: BufferKeep;
  readonly demand: DemandMode;
  readonly dispatcher: DispatcherFactory | undefined;
  readonly subscribeTo: readonly object[];
}

const subscriptionKeys = ["maxDemand", "minDemand", "cancel", "partition", "selector", "to"];
const keysByKind: Record<StageKind, readonly string[]> = {
  producer: ["name", "dispatcher", "bufferSize", "bufferKeep", "demand", "handlerTimeoutMs"],
  "producer-consumer": [
    "name",
    "dispatcher",
    "bufferSize",
    "bufferKeep",
    "subscribeTo",
    "handlerTimeoutMs",
  ],
  consumer: ["name", "subscribeTo", "handlerTimeoutMs"],
  "consumer-supervisor": ["name", "subscribeTo"],
};

/** Checks the options that a stage of `kind` is started with (I-3, I-4) and fills in the defaults. */
export function stageSettings(kind: StageKind, given: unknown = {}): StageSettings {
  checkObject(given, `a ${kind}`);
  const options = given as Record<string, unknown>;
  for (const key of Object.keys(options)) {
    if (!keysByKind[kind].includes(key)) throw new TypeError(misplaced(key, kind));
  }
  const name = options["name"];
  if (name !== undefined && (typeof name !== "string" || name === "")) {
    throw new TypeError(`Expected \`name\` to be a string that is not empty, got ${quoted(name)}`);
  }
  const dispatcher = options["dispatcher"];
  if (dispatcher !== undefined && typeof dispatcher !== "function") {
    throw new TypeError(
      `Expected \`dispatcher\` to be made by demandDispatcher(), broadcastDispatcher(), partitionDispatcher({ … }) or a function of your own, got ${quoted(dispatcher)}`,
    );
  }
  const subscribeTo = options["subscribeTo"] ?? [];
  if (!Array.isArray(subscribeTo)) {
    throw new TypeError(
      `Expected \`subscribeTo\` to be a list such as [{ to: producer, maxDemand: 10 }], got ${quoted(subscribeTo)}`,
    );
  }
  const handlerTimeoutMs = options["handlerTimeoutMs"] ?? Infinity;
  checkMs("handlerTimeoutMs", handlerTimeoutMs);
  return {
    name,
    handlerTimeoutMs,
    dispatcher: dispatcher as DispatcherFactory | undefined,
    subscribeTo: subscribeTo as object[],
    bufferSize: bufferSize(options["bufferSize"], kind),
    bufferKeep: oneOf("bufferKeep", options["bufferKeep"] ?? "last", ["first", "last"]),
    demand: demandMode(options["demand"] ?? "forward"),
  };
}

const noCallbacks = [
  "subscribeTo",
  "dispatcher",
  "bufferSize",
  "bufferKeep",
  "handlerTimeoutMs",
  "maxDemand",
  "minDemand",
];

/** Refuses an option among the callbacks, where nobody reads it (I-3). Names of one's own pass, and fields of a class. */
export function checkNoOptions(callbacks: object, kind: StageKind): void {
  if (Object.getPrototypeOf(callbacks) !== Object.prototype) return;
  for (const key of Object.keys(callbacks)) {
    if (!noCallbacks.includes(key)) continue;
    if (!keysByKind[kind].includes(key)) throw new TypeError(misplaced(key, kind));
    throw new TypeError(
      `Option \`${key}\` belongs to the start of a stage, not to its callbacks: write \`system.start(${camel(kind)}, { ${key}: … })\``,
    );
  }
}

function camel(kind: StageKind): string {
  return kind.replace(/-(.)/, (_, letter: string) => letter.toUpperCase());
}

/** Checks a demand mode. */
export function demandMode(mode: unknown): DemandMode {
  return oneOf("demand", mode, ["forward", "accumulate"]);
}

function misplaced(key: string, kind: StageKind): string {
  if (key === "subscribeTo") {
    return "Option `subscribeTo` does not belong to a producer: it subscribes to nobody, its consumers subscribe to it";
  }
  if (kind === "producer" && subscriptionKeys.includes(key)) {
    return `Option \`${key}\` belongs to a subscription, not to a producer: put it where the consumer subscribes, \`subscribeTo: [{ to: producer, ${key}: … }]\``;
  }
  if (subscriptionKeys.includes(key)) {
    return `Option \`${key}\` belongs to a subscription, not to the stage: write \`subscribeTo: [{ to: producer, ${key}: … }]\``;
  }
  const owners = (Object.keys(keysByKind) as StageKind[]).filter((k) =>
    keysByKind[k].includes(key),
  );
  const known = listed(keysByKind[kind]);
  return owners.length > 0
    ? `Option \`${key}\` belongs to a ${owners.join(" or a ")}, not to a ${kind}, which takes ${known}`
    : `Unknown option \`${key}\`: a ${kind} takes ${known}`;
}

function bufferSize(size: unknown, kind: StageKind): number {
  if (size === undefined) return kind === "producer" ? 10_000 : Infinity;
  if (size === Infinity) return Infinity;
  if (typeof size !== "number" || !Number.isInteger(size)) {
    throw new TypeError(
      `Expected \`bufferSize\` to be an integer from 0 up or Infinity, got ${quoted(size)}`,
    );
  }
  if (size < 0) {
    throw new RangeError(
      `Expected \`bufferSize\` to be an integer from 0 up or Infinity, got ${quoted(size)}`,
    );
  }
  return size;
}

/** Checks the options of a subscription (S-7), which stand beside `to`; unknown keys pass (S-4). */
export function subscriptionSettings(given: object): SubscriptionSettings {
  const options = given as Record<string, unknown>;
  checkSpelling(options, subscriptionKeys, "option", "the subscription");
  const max = options["maxDemand"] ?? 1000;
  checkInteger("maxDemand", max, 1, undefined);
  const min = options["minDemand"] ?? Math.floor((max as number) / 2);
  checkInteger("minDemand", min, 0, (max as number) - 1);
  const cancel = oneOf("cancel", options["cancel"] ?? "permanent", [
    "permanent",
    "transient",
    "temporary",
  ]);
  const { to: _to, ...rest } = options;
  return {
    maxDemand: max as number,
    minDemand: min as number,
    cancel,
    options: { ...rest, maxDemand: max, minDemand: min, cancel },
  };
}

/** An unknown key passes; one that is a known key but for capitals and underscores is a slip. */
export function checkSpelling(
  given: object,
  known: readonly string[],
  what: string,
  whose: string,
): void {
  for (const key of Object.keys(given)) {
    if (known.includes(key)) continue;
    const meant = known.find((one) => bare(one) === bare(key));
    if (meant === undefined) continue;
    throw new TypeError(`Unknown ${what} \`${key}\` of ${whose}: did you mean \`${meant}\`?`);
  }
}

function bare(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}

/** Checks options that are an object with these keys only; `what` takes them. */
export function checkOptions(given: unknown, what: string, known: readonly string[]): void {
  checkObject(given, what);
  const key = Object.keys(given).find((one) => !known.includes(one));
  if (key === undefined) return;
  throw new TypeError(`Unknown option \`${key}\`: ${what} takes ${listed(known)}`);
}

function checkObject(given: unknown, what: string): asserts given is object {
  if (typeof given === "object" && given !== null) return;
  throw new TypeError(`Expected the options of ${what} to be an object, got ${quoted(given)}`);
}

function listed(keys: readonly string[]): string {
  return keys.map((key) => `\`${key}\``).join(", ");
}

/** Checks the demand of an `ask` (S-16): an integer from 0 up. */
export function checkDemand(demand: unknown): asserts demand is number {
  checkInteger("demand", demand, 0, undefined);
}

/** Checks a time span in ms. */
export function checkMs(name: string, ms: unknown): asserts ms is number {
  if (typeof ms === "number" && ms >= 0) return;
  throw new TypeError(
    `Expected \`${name}\` to be a number of milliseconds from 0 up, got ${typed(ms)}`,
  );
}

/** Checks a time span that ends, in ms. */
export function checkFiniteMs(ms: unknown): asserts ms is number {
  checkMs("ms", ms);
  if (ms !== Infinity) return;
  throw new RangeError("Expected `ms` to be a finite number of milliseconds, got `Infinity`");
}

function checkInteger(name: string, value: unknown, from: number, upTo: number | undefined): void {
  const isInteger = typeof value === "number" && Number.isInteger(value);
  if (isInteger && value >= from && (upTo === undefined || value <= upTo)) return;
  const range = upTo === undefined ? `from ${from} up` : `from ${from} to ${upTo}`;
  const where = name === "minDemand" && upTo !== undefined ? " (less than `maxDemand`)" : "";
  const message = `Expected \`${name}\`${name === "demand" ? "" : " of the subscription"} to be an integer ${range}${where}, got ${typed(value)}`;
  throw isInteger ? new RangeError(message) : new TypeError(message);
}

/** As `quoted`, where a string could pass for the number it spells. */
function typed(value: unknown): string {
  return quoted(typeof value === "string" ? `"${value}"` : value);
}

function oneOf<const Value extends string>(
  name: string,
  value: unknown,
  allowed: readonly Value[],
): Value {
  if (allowed.includes(value as Value)) return value as Value;
  const list = allowed.map((one) => `"${one}"`).join(", ");
  throw new TypeError(`Expected \`${name}\` to be one of ${list}, got ${quoted(value)}`);
}
