import type { HostAbortSignal, WaitOptions } from "./abort.ts";
import {
  type ConsumerCallbacks,
  ignore,
  type StageRef,
  type SubscriptionRef,
} from "./definitions.ts";
import { DenseSet } from "./dense-set.ts";
import { describeReason, quoted, StageError } from "./errors.ts";
import { type ExitReason, isCleanReason } from "./exit-reason.ts";
import { checkFiniteMs } from "./options.ts";
import type { Monitor } from "./process.ts";
import { noInfoReport } from "./report.ts";
import { RestartIntensity } from "./restart-intensity.ts";
import { Stage } from "./stage.ts";
import type { Subscription } from "./subscription.ts";
import { isThenable } from "./thenable.ts";

/** One child: the work on one event. */
export interface ChildContext {
  /** Is aborted when the child shall end: its supervisor stops, or `terminateChild` was called. */
  readonly signal: HostAbortSignal;
  /** A promise kept after `ms` milliseconds on the system's clock; the signal ends it early. */
  sleep(ms: number, options?: WaitOptions): Promise<void>;
  /** Milliseconds on the system's clock. */
  now(): number;
  /** How often this child was restarted: 0 the first time. */
  readonly restarts: number;
}

/**
 * What a child is. It is called once per event, and again when the child is restarted. The child
 * lives until the promise it returned is settled, or until the stage it returned ends; with nothing
 * returned it has ended at once. `ignore` starts no child.
 */
export type StartChild<In> = (
  event: In,
  child: ChildContext,
) => PromiseLike<unknown> | StageRef | typeof ignore | void;

/** A child as `whichChildren` tells it. */
export interface ChildRef {
  /** The event it works on. */
  readonly event: unknown;
  /** The stage that the child is, where it is one. */
  readonly stage: StageRef | undefined;
  /** Whether it has failed and waits to be started again. */
  readonly isRestarting: boolean;
}

/** One child of one event, and the promise or stage it is. */
class Child implements ChildContext, ChildRef {
  readonly event: unknown;
  /** Whose demand it holds; undefined for a child that `startChild` made. */
  readonly order: Order | undefined;
  readonly #loop: Stage["loop"];
  stage: Stage | undefined;
  isRestarting = false;
  /** Its place among the children of the moment. */
  index = -1;
  /** Which child of its supervisor it is, counted from 1. */
  readonly number: number;
  restarts = 0;
  waitCount = 0;
  isAtWork = false;
  timers: Set<unknown> | undefined;
  /** Which run this is: what an abandoned one still reports is not heard. */
  run = 0;
  #controller: { readonly signal: HostAbortSignal; abort(reason: unknown): void } | undefined;

  constructor(number: number, event: unknown, order: Order | undefined, loop: Stage["loop"]) {
    this.number = number;
    this.event = event;
    this.order = order;
    this.#loop = loop;
  }

  get signal(): HostAbortSignal {
    if (this.#controller === undefined) {
      const { AbortController } = globalThis as unknown as {
        AbortController: new () => { signal: HostAbortSignal; abort(reason: unknown): void };
      };
      this.#controller = new AbortController();
    }
    return this.#controller.signal;
  }

  sleep(ms: number, options?: WaitOptions): Promise<void> {
    checkFiniteMs(ms);
    return this.#loop.sleep(ms, this, options?.signal);
  }

  now(): number {
    return this.#loop.scheduler.now();
  }

  abort(reason: ExitReason): void {
    void this.signal;
    this.#controller?.abort(new StageError("exit", `The child ends: ${describeReason(reason)}`));
  }
}

/** What one subscription's children have freed and nobody was asked for yet. */
interface Order {
  readonly subscription: Subscription;
  finished: number;
}

/** The children of one supervisor, and what each subscription has to be asked for again (C-7). */
export class Children implements ConsumerCallbacks<unknown> {
  readonly #supervisor: Stage;
  readonly #start: StartChild<unknown>;
  readonly #isTransient: boolean;
  readonly #intensity: RestartIntensity;
  readonly #children = new DenseSet<Child>();
  #count = 0;
  readonly #byMonitor = new Map<Monitor, Child>();
  readonly #orders = new Map<Subscription, Order>();

  constructor(
    supervisor: Stage,
    start: StartChild<unknown>,
    restart: "temporary" | "transient",
    intensity: { readonly maxRestarts: number; readonly maxSeconds: number },
  ) {
    this.#supervisor = supervisor;
    this.#start = start;
    this.#isTransient = restart === "transient";
    this.#intensity = new RestartIntensity(intensity);
    // C-9: its stages are linked to it, and their ends arrive by their monitors.
    supervisor.trapsExits = true;
  }

  get count(): number {
    return this.#children.size;
  }

  get all(): readonly Child[] {
    return this.#children.toArray().sort((a, b) => a.number - b.number);
  }

  // --- As a consumer ------------------------------------------------------------------------

  handleSubscribe(_role: string, _options: object, from: SubscriptionRef): "manual" {
    const subscription = from as Subscription;
    this.#orders.set(subscription, { subscription, finished: 0 });
    this.#supervisor.ask(from, (from as Subscription).maxDemand);
    return "manual";
  }

  handleEvents(events: unknown[], from: SubscriptionRef): void {
    const order = this.#orders.get(from as Subscription);
    let finished = 0;
    for (const event of events) {
      if (!this.#supervisor.isAlive) return;
      const child = new Child(++this.#count, event, order, this.#supervisor.loop);
      this.#children.add(child);
      if (!this.#run(child)) finished++;
    }
    if (finished > 0) this.#release(order, finished);
  }

  handleCancel(_reason: object, from: SubscriptionRef): void {
    // C-8: its children go on, and what they free is nobody's any more.
    this.#orders.delete(from as Subscription);
  }

  handleInfo(message: {
    readonly type?: string;
    readonly monitor?: Monitor;
    readonly reason?: unknown;
  }): void {
    if (message instanceof Retry) {
      if (this.#children.has(message.child)) this.#restart(message.child);
      return;
    }
    const child = message?.monitor === undefined ? undefined : this.#byMonitor.get(message.monitor);
    if (child !== undefined) {
      this.#byMonitor.delete(message.monitor as Monitor);
      this.ended(child, message.reason);
    } else if (message?.type !== "exit" && message?.type !== "down") {
      this.#supervisor.system.report(noInfoReport(this.#supervisor.name, message));
    }
  }

  terminate(reason: ExitReason): void {
    for (const child of this.all) this.#end(child, isCleanReason(reason) ? reason : "shutdown");
  }

  /** The supervisor was killed: its stages end by their links, and the promises hear of it here. */
  abandon(): void {
    for (const child of this.all) {
      if (child.stage !== undefined) continue;
      child.run++;
      child.abort("killed");
      this.#letGo(child);
    }
  }

  // --- Children -----------------------------------------------------------------------------

  startChild(event: unknown): ChildRef {
    const child = new Child(++this.#count, event, undefined, this.#supervisor.loop);
    this.#children.add(child);
    this.#run(child);
    return child;
  }

  terminateChild(child: ChildRef): boolean {
    const known = child as Child;
    if (!this.#children.has(known)) return false;
    this.#end(known, "shutdown");
    this.#release(known.order, 1);
    return true;
  }

  /** Starts the work. Answers whether the child lives; one that does not is forgotten. */
  #run(child: Child): boolean {
    const run = ++child.run;
    let started: ReturnType<StartChild<unknown>>;
    try {
      started = this.#start(child.event, child);
      checkStarted(started);
    } catch (error) {
      this.#tell(child, "did not start", error);
      if (child.isRestarting) return true;
      this.#children.delete(child);
      return false;
    }
    child.isRestarting = false;
    if (child.run !== run || !this.#supervisor.isAlive) {
      this.#disregard(started);
      return true;
    }
    if (started instanceof Stage && started.exitReason === "ignore") {
      this.#children.delete(child);
      return false;
    }
    if (started instanceof Stage) {
      this.#watch(child, started);
      return true;
    }
    if (isThenable(started)) {
      this.#await(child, run, started);
      return true;
    }
    this.#children.delete(child);
    return false;
  }

  /** The child, or its supervisor, was ended by its own start. */
  #disregard(started: ReturnType<StartChild<unknown>>): void {
    if (started instanceof Stage) void this.#supervisor.system.stop(started, "shutdown");
    else if (isThenable(started)) started.then(undefined, () => {});
  }

  #watch(child: Child, stage: Stage): void {
    child.stage = stage;
    this.#byMonitor.set(this.#supervisor.monitor(stage), child);
    this.#supervisor.link(stage);
    this.#supervisor.system.disown(stage);
  }

  #await(child: Child, run: number, work: PromiseLike<unknown>): void {
    this.#supervisor.loop.suspended(child);
    work.then(
      () => this.#settled(child, run, "normal"),
      (error: unknown) => {
        this.#settled(child, run, error ?? new Error("the child's promise was rejected"));
      },
    );
  }

  #settled(child: Child, run: number, reason: ExitReason): void {
    const supervisor = this.#supervisor;
    // One that was ended before is no child any more, and its run has another number.
    if (child.run !== run) return;
    supervisor.loop.hold();
    supervisor.loop.resumed(child);
    // A supervisor that was killed starts nobody again.
    if (supervisor.isAlive) {
      this.ended(child, reason);
      if (supervisor.stopReason !== undefined) supervisor.stopNow();
    }
    supervisor.loop.runSoon();
  }

  /** A child has ended by itself (C-4). */
  ended(child: Child, reason: ExitReason): void {
    child.stage = undefined;
    if (isCleanReason(reason)) {
      this.#finish(child);
      return;
    }
    this.#tell(child, "failed", reason);
    if (!this.#isTransient) this.#finish(child);
    else if (this.#intensity.allows(child.now())) this.#restart(child);
    else this.#giveUp(child);
  }

  #restart(child: Child): void {
    child.restarts++;
    child.isRestarting = true;
    if (!this.#run(child)) {
      this.#release(child.order, 1);
      return;
    }
    if (!child.isRestarting) return;
    // The start failed again: try later, as long as the intensity allows.
    if (this.#intensity.allows(child.now())) {
      this.#supervisor.send(this.#supervisor, new Retry(child));
    } else this.#giveUp(child);
  }

  #giveUp(child: Child): void {
    this.#finish(child);
    this.#supervisor.system.report(
      `Stage "${this.#supervisor.name}" ends: its children were restarted more often than ${this.#intensity}`,
    );
    this.#supervisor.stopReason ??= { reason: "shutdown" };
  }

  #finish(child: Child): void {
    this.#children.delete(child);
    this.#release(child.order, 1);
  }

  /** Counts finished children, and asks for as many once they are enough (C-3). */
  #release(order: Order | undefined, count: number): void {
    // A child that `startChild` made has none, and one whose subscription has ended frees nothing.
    if (order === undefined || !order.subscription.isOpenToConsumer) return;
    order.finished += count;
    const { finished, subscription } = order;
    if (finished < Math.max(1, subscription.minDemand)) return;
    order.finished = 0;
    this.#supervisor.consuming?.ask(subscription, finished);
  }

  #end(child: Child, reason: ExitReason): void {
    this.#children.delete(child);
    child.run++;
    child.abort(reason);
    this.#letGo(child);
    if (child.stage === undefined) return;
    for (const [monitor, one] of this.#byMonitor) {
      if (one !== child) continue;
      this.#byMonitor.delete(monitor);
      this.#supervisor.demonitor(monitor);
    }
    this.#supervisor.unlink(child.stage);
    void this.#supervisor.system.stop(child.stage, reason);
  }

  /** It is at work no more as far as the loop is concerned, and its timers keep no program alive. */
  #letGo(child: Child): void {
    const { loop } = this.#supervisor;
    loop.resumed(child);
    for (const timer of child.timers ?? []) loop.scheduler.letGo(timer);
  }

  #tell(child: Child, what: string, reason: ExitReason): void {
    this.#supervisor.system.report(
      `Stage "${this.#supervisor.name}": its child for ${quoted(child.event)} ${what}: ${describeReason(reason)}`,
    );
  }
}

function checkStarted(started: unknown): void {
  const isNothing = started === undefined || started === ignore;
  if (isNothing || started instanceof Stage || isThenable(started)) return;
  throw new TypeError(
    `Expected it to be a promise, a stage that was started, \`ignore\` or nothing, got ${quoted(started)}`,
  );
}

/** To the supervisor itself: try the restart of this child again. */
class Retry {
  readonly child: Child;
  constructor(child: Child) {
    this.child = child;
  }
}
