import { quoted } from "../errors.ts";

/**
 * How a stage's events reach its consumers. A dispatcher is a plain state machine: the stage calls
 * it, it answers numbers and left-over events, and it acts through its {@link DispatcherOutput} alone.
 * Write your own by giving `dispatcher: (output) => ({ … })` when a stage is started.
 */

/** A subscription as a dispatcher sees it: the same object in every call, compared by identity. */
export interface Subscriber {
  /** The whole option list that the consumer subscribed with, its own keys included (S-4). */
  readonly options: Readonly<Record<string, unknown>>;
  /** The consumer, for finding out whether two subscriptions are of one. */
  readonly consumer: object;
}

/** What a dispatcher may do. */
export interface DispatcherOutput<Event = unknown> {
  /** Sends events to one subscriber, as one message. The array is handed over. */
  send(to: Subscriber, events: Event[]): void;
  /** Hands an info message to the stage itself. */
  info(message: unknown): void;
  /** Asks on behalf of a subscriber, as if it had asked `demand` more (by a message, so later). */
  ask(from: Subscriber, demand: number): void;
  /** Demand that the stage shall be asked for again, by a message (PT-10). */
  demand(demand: number): void;
  /** Tells that events were dropped for good. */
  discard(events: readonly Event[], why: string): void;
  /** A number from 0 up to but without 1. */
  random(): number;
}

/** Why a subscription was not taken; the subscription is cancelled with this reason. */
export interface Refused {
  /** The reason, as the consumer's `handleCancel` is told it. */
  readonly refused: unknown;
}

/**
 * What decides which consumer an event goes to: a state machine that the stage calls. Every number it
 * answers is *additional* demand for the stage.
 */
export interface Dispatcher<Event = unknown> {
  /** A subscription begins, or is refused. */
  subscribe(from: Subscriber): number | Refused;
  /** A subscription has ended. */
  cancel(from: Subscriber): number;
  /** A consumer asks for `demand` more: an integer from 1 up. */
  ask(from: Subscriber, demand: number): number;
  /** Sends what it can, in order, and answers the rest. It may keep the array. */
  dispatch(events: Event[]): Event[];
  /** Hands an info message on, behind the events dispatched so far. */
  info(message: unknown): void;
  /** How many events `dispatch` could place now. Without it: what the last ask answered. */
  room?(): number;
  /** `count` events that `dispatch` could not place went into the stage's buffer. */
  buffered?(count: number): void;
  /** `count` events were placed from the stage's buffer which nobody had been asked for anew. */
  refund?(count: number): void;
  /** `count` of the demand that it answered is not passed on: more events than asked for have met it. */
  forgo?(count: number): void;
}

/** Makes the dispatcher of one stage. */
export type DispatcherFactory<Event = unknown> = (
  output: DispatcherOutput<Event>,
) => Dispatcher<Event>;

/** Checks what a factory has made. */
export function checkDispatcher(made: unknown): asserts made is Dispatcher {
  const has = (name: string): boolean =>
    typeof (made as Record<string, unknown> | undefined)?.[name] === "function";
  if (functions.every(has)) return;
  throw new TypeError(
    `Expected \`dispatcher\` to make { ${functions.join(", ")} }, got ${quoted(made)}${
      typeof made === "function"
        ? ": call what makes it, as in `dispatcher: broadcastDispatcher()`"
        : ""
    }`,
  );
}

const functions = ["subscribe", "cancel", "ask", "dispatch", "info"];
const nothing = Object.freeze([]) as never[];

/** The empty rest. Shared, so nobody can change it. */
export function noLeftovers<Event>(): Event[] {
  return nothing;
}
