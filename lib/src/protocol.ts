/**
 * The messages between processes, as PROTOCOL.md has them. A message is three values in the mailbox,
 * a tag and two operands, and no object: sending one allocates nothing.
 */

/** producer → consumer: (subscription, events) */
export const tagEvents = 1;
/** consumer → producer: (subscription, demand) */
export const tagAsk = 2;
/** consumer → producer: (subscription, Replaces | undefined) */
export const tagSubscribe = 3;
/** anybody → producer: (subscription, reason) */
export const tagCancel = 4;
/** producer → consumer: (subscription, reason), the answer to a cancel or a refusal */
export const tagCancelled = 5;
/** a producer has ended → its consumers: (subscription, reason) */
export const tagProducerDown = 6;
/** a consumer has ended → its producers: (subscription, reason) */
export const tagConsumerDown = 7;
/** anybody → stage: (message, -) */
export const tagInfo = 8;
/** anybody → stage: (message, -) */
export const tagCast = 9;
/** anybody → stage: (request, Reply) */
export const tagCall = 10;
/** anybody → stage: (request, Reply | undefined), a request of the library itself */
export const tagRequest = 11;
/** anybody → process: (reason, Reply | undefined): terminate in turn */
export const tagStop = 12;
/** a linked process has ended → process: (process, reason) */
export const tagExit = 13;
/** a monitored process has ended → process: (Monitor, reason) */
export const tagDown = 14;
/** stage → itself: (demand, -), demand that was returned to it */
export const tagDemand = 15;

/** A subscription that a new one takes the place of, in one message to the producer (S-24). */
export interface Replaces {
  readonly subscription: object;
  readonly reason: unknown;
}

/** Where the answer to a call goes. */
export interface Reply {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  /** Nobody waits any more. */
  isOver?: boolean;
  /** The caller has taken the request back: one that was not begun shall not be. */
  isWithdrawn?: boolean;
}

/** `handleCancel`'s first argument: the peer cancelled the subscription, or it is down. */
export interface CancelReason {
  /** "cancel": somebody ended the subscription; "down": the peer has ended. */
  readonly kind: "cancel" | "down";
  /** Why: what was given when cancelling, or the exit reason of the peer. */
  readonly reason: unknown;
}

/** Whom `handleSubscribe` is told of: a producer I subscribe to, or a consumer of mine. */
export type PeerRole = "producer" | "consumer";

/** Who waits for a call's answer. */
export class Call {
  readonly reply: Reply;
  /** The process that was called. */
  readonly owner: { answered(reply: Reply): void };
  isAnswered = false;
  constructor(reply: Reply, owner: { answered(reply: Reply): void }) {
    this.reply = reply;
    this.owner = owner;
  }
}

/** The message by which a stage completes. */
export const completed: unique symbol = Symbol("headgate.completed");
