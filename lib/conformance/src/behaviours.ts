import {
  type CommonCallbacks,
  type ConsumerCallbacks,
  type EmittingCallbacks,
  ignore,
  type ProducerCallbacks,
  type ProducerConsumerCallbacks,
  type StageContext,
  type SubscriptionRef,
} from "headgate";
import type { Json } from "./vector.ts";

/** What a stage of a vector does (the README's table of behaviours), by its name and parameters. */
export interface Behaviour {
  readonly name: string;
  readonly start?: number;
  readonly limit?: number;
  readonly extra?: number;
  readonly by?: number;
  readonly size?: number;
  readonly factor?: number;
  readonly k?: number;
  readonly manual?: boolean;
  readonly crashOn?: number;
  readonly stopOn?: { readonly event: number; readonly reason: string };
  readonly crashOnDemand?: number;
  readonly stopOnDemand?: { readonly call: number; readonly reason: string };
  readonly thenStop?: string;
  readonly onInfo?: { readonly emit?: readonly number[]; readonly stop?: string };
  readonly onCancel?: { readonly emit?: readonly number[]; readonly stop?: string };
  readonly onSubscribe?: { readonly role: string; readonly stop: string };
  readonly init?: "ignore" | { readonly stop: string };
}

/** How a callback writes into the log of its stage. */
export type Log = (entry: Json) => void;

/** A stage's reason in the words of the vectors, and back. */
export function toReason(text: string): unknown {
  return text.startsWith("shutdown:") ? { shutdown: text.slice("shutdown:".length) } : text;
}

export function fromReason(reason: unknown): string {
  if (typeof reason === "string") return reason;
  if (typeof reason === "object" && reason !== null && "shutdown" in reason) {
    return `shutdown:${String(reason.shutdown)}`;
  }
  return "error";
}

/** The message by which a vector's `ask` step reaches the consumer. */
export interface AskMessage {
  readonly ask: SubscriptionRef;
  readonly demand: number;
}

/** The message of a `push` step. */
export interface PushMessage {
  readonly push: readonly number[];
}

interface Store {
  readonly events: number[];
  owed: number;
}

/** Callbacks that every kind of stage has in the vectors. */
function common(behaviour: Behaviour, stage: StageContext, log: Log): EmittingCallbacks<number> {
  const answer = (
    what: { readonly emit?: readonly number[]; readonly stop?: string } | undefined,
  ): readonly number[] => {
    if (what?.stop !== undefined) stage.stop(toReason(what.stop));
    return what?.emit ?? [];
  };
  const callbacks: EmittingCallbacks<number> & CommonCallbacks<number> = {
    handleSubscribe: (role, _options, from) => {
      const peer = role === "producer" ? from.producer : from.consumer;
      log(["subscribe", role, peer.name]);
      if (behaviour.onSubscribe?.role === role) stage.stop(toReason(behaviour.onSubscribe.stop));
      return role === "producer" && behaviour.manual ? "manual" : "automatic";
    },
    handleCancel: ({ kind, reason }, from) => {
      const peer = from.producer.name === stage.name ? from.consumer : from.producer;
      log(["cancel", kind, fromReason(reason), peer.name]);
      return answer(behaviour.onCancel);
    },
    handleInfo: (message: Json) => {
      log(["info", message]);
      if (message === "stop" && behaviour.thenStop !== undefined) {
        stage.stop(toReason(behaviour.thenStop));
        return [];
      }
      return answer(behaviour.onInfo);
    },
    formatDiscarded: (count) => {
      log(["discarded", count]);
      return false;
    },
    terminate: (reason) => log(["terminate", fromReason(reason)]),
  };
  return callbacks;
}

/** Adds what `push` and `ask` steps need. */
function withMessages(
  callbacks: EmittingCallbacks<number>,
  stage: StageContext,
  pushed: (events: readonly number[]) => readonly number[],
): EmittingCallbacks<number> {
  return {
    ...callbacks,
    handleCast: (message: AskMessage | PushMessage) => {
      if ("push" in message) return pushed(message.push);
      stage.ask(message.ask, message.demand);
      return [];
    },
    handleCall: (message: PushMessage) => {
      stage.emit(pushed(message.push));
      return true;
    },
  };
}

function initial(behaviour: Behaviour, stage: StageContext): typeof ignore | undefined {
  if (behaviour.init === "ignore") return ignore;
  if (behaviour.init !== undefined) stage.stop(toReason(behaviour.init.stop));
  return undefined;
}

/** Serves what is queued to whom it is owed. */
function serve(store: Store): readonly number[] {
  const events = store.events.splice(0, store.owed);
  store.owed -= events.length;
  return events;
}

export function producerBehaviour(
  behaviour: Behaviour,
  log: Log,
): (stage: StageContext) => ProducerCallbacks<number> | typeof ignore {
  return (stage) => {
    const ignored = initial(behaviour, stage);
    if (ignored !== undefined) return ignored;
    let calls = 0;
    let next = behaviour.start ?? 0;
    let left = behaviour.limit ?? Infinity;
    const store: Store = { events: [], owed: 0 };
    const count = (wanted: number): readonly number[] => {
      const events = Array.from({ length: Math.min(wanted, left) }, () => next++);
      const isLast = left > 0 && left === events.length;
      left -= events.length;
      if (isLast && behaviour.thenStop !== undefined) stage.asyncInfo("stop");
      return events;
    };
    const produce: Record<string, (demand: number) => readonly number[]> = {
      silent: () => [],
      counter: count,
      over: (demand) => count(demand + (behaviour.extra ?? 0)),
      under: (demand) => count(Math.max(demand - (behaviour.by ?? 0), 0)),
      batch: () => count(behaviour.size ?? 0),
      queue: (demand) => {
        store.owed += demand;
        return serve(store);
      },
    };
    const pushed = (events: readonly number[]): readonly number[] => {
      if (behaviour.name !== "queue") return [...events];
      store.events.push(...events);
      return serve(store);
    };
    return {
      ...withMessages(common(behaviour, stage, log), stage, pushed),
      handleDemand: (demand) => {
        log(["demand", demand]);
        calls++;
        if (calls === behaviour.crashOnDemand) throw new Error("crashOnDemand");
        if (calls === behaviour.stopOnDemand?.call) {
          stage.stop(toReason(behaviour.stopOnDemand.reason));
          return [];
        }
        const events = produce[behaviour.name];
        if (events === undefined) throw new Error(`no behaviour ${behaviour.name}`);
        return events(demand);
      },
    };
  };
}

/** Logs a batch; answers whether it is handled, and not the one to crash or stop at. */
function handles(
  behaviour: Behaviour,
  stage: StageContext,
  log: Log,
  events: readonly number[],
  from: SubscriptionRef,
): boolean {
  log(["events", [...events], from.producer.name]);
  if (behaviour.crashOn !== undefined && events.includes(behaviour.crashOn)) {
    throw new Error("crashOn");
  }
  if (behaviour.stopOn !== undefined && events.includes(behaviour.stopOn.event)) {
    stage.stop(toReason(behaviour.stopOn.reason));
    return false;
  }
  return true;
}

export function consumerBehaviour(
  behaviour: Behaviour,
  log: Log,
): (stage: StageContext) => ConsumerCallbacks<number> | typeof ignore {
  return (stage) => {
    const ignored = initial(behaviour, stage);
    if (ignored !== undefined) return ignored;
    const { formatDiscarded: _none, ...callbacks } = withMessages(
      common(behaviour, stage, log),
      stage,
      (events) => [...events],
    );
    return {
      ...(callbacks as CommonCallbacks<never>),
      handleEvents: (events, from) => {
        handles(behaviour, stage, log, events, from);
      },
    };
  };
}

export function producerConsumerBehaviour(
  behaviour: Behaviour,
  log: Log,
): (stage: StageContext) => ProducerConsumerCallbacks<number, number> | typeof ignore {
  return (stage) => {
    const ignored = initial(behaviour, stage);
    if (ignored !== undefined) return ignored;
    const held: number[] = [];
    const transform: Record<string, (events: readonly number[]) => readonly number[]> = {
      map: (events) => events.map((event) => event * (behaviour.factor ?? 10)),
      expand: (events) => {
        const k = behaviour.k ?? 1;
        return events.flatMap((event) => Array.from({ length: k }, (_, i) => event * k + i));
      },
      filterEven: (events) => events.filter((event) => event % 2 === 0),
      hold: (events) => {
        held.push(...events);
        return [];
      },
    };
    const pushed = (events: readonly number[]): readonly number[] =>
      behaviour.name === "hold" ? [...held.splice(0), ...events] : [...events];
    return {
      ...withMessages(common(behaviour, stage, log), stage, pushed),
      handleEvents: (events, from) => {
        if (!handles(behaviour, stage, log, events, from)) return [];
        const change = transform[behaviour.name];
        if (change === undefined) throw new Error(`no behaviour ${behaviour.name}`);
        return change(events);
      },
    };
  };
}
