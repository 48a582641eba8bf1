import { type AbortSignalLike, onAbort } from "./abort.ts";
import { callStage, noproc } from "./call-stage.ts";
import type { CallOptions, StageRef } from "./definitions.ts";
import { describeReason, quoted, StageError } from "./errors.ts";
import type { ExitReason } from "./exit-reason.ts";
import type { Process } from "./process.ts";
import { tagInfo } from "./protocol.ts";
import { RunLoop } from "./run-loop.ts";
import { Stage } from "./stage.ts";
import { stallError } from "./stall-error.ts";
import { keepTimer } from "./waits.ts";
import { type SystemOptions, systemSettings } from "./system-options.ts";
import { type Observed, type TraceEntry, Tracer } from "./trace.ts";

// Beside the systems: who is handed one cannot get at it, and so not write its trace.
const observed = new WeakMap<SystemBase, Observed>();

/** Who is told what happens in a system. */
export const observedIn = (system: SystemBase): Observed => observed.get(system)!;

/** What a system is to the library itself: who runs in it, under which names, and who is told. */
export abstract class SystemBase {
  /** @internal */
  readonly loop: RunLoop;
  /** @internal */
  protected readonly stages: Map<string, Stage> = new Map();
  /** @internal What `close` has to end, in the order started: what no supervisor ends. */
  protected readonly roots: Set<Process> = new Set();
  /** @internal */
  protected isClosed = false;
  readonly #signal: AbortSignalLike | undefined;
  #forgetSignal: (() => void) | undefined;
  readonly #log: (sentence: string) => void;
  readonly #now: () => number;
  readonly #counts = new Map<string, number>();
  #subscriptionCount = 0;

  constructor(options: SystemOptions) {
    const { scheduler, isShuffled, isEager, traceLimit, hasTraceDetails, log } =
      systemSettings(options);
    this.loop = new RunLoop(scheduler, isShuffled, isEager, (busy) =>
      stallError(this.stages.values(), busy),
    );
    this.#now = scheduler.now.bind(scheduler);
    const kept =
      traceLimit === undefined ? undefined : new Tracer(traceLimit, this.#now, hasTraceDetails);
    observed.set(this, { kept, tracer: kept });
    this.#log = log;
    this.#signal = options.signal;
  }

  /** Ends all stages. */
  abstract close(options: { readonly reason: ExitReason }): Promise<void>;

  /** @internal Throws where nothing starts any more. */
  protected checkOpen(): void {
    const isAborted = this.#signal?.aborted === true;
    if (!isAborted && !this.isClosed) return;
    const what = isAborted
      ? "The signal of the system was aborted: it"
      : "The system was closed and";
    throw new StageError("closed", `${what} starts no stage any more`, this.#signal?.reason);
  }

  /** @internal */
  resolve(stage: unknown): Stage | undefined {
    if (typeof stage === "string") return this.stages.get(stage);
    if (stage instanceof Stage) return stage;
    throw new TypeError(`Expected a stage that was started, or its name, got ${quoted(stage)}`);
  }

  /** @internal */
  nextSubscriptionId(): number {
    return ++this.#subscriptionCount;
  }

  /** @internal The next number for a stage without a name. */
  nextNumber(kind: string): number {
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    return count;
  }

  /** @internal A process has begun: it is ended by `close`, unless somebody else sees to that. */
  enrol(process: Process): void {
    this.roots.add(process);
    this.#forgetSignal ??= onAbort(this.#signal, () => {
      const closed = this.close({ reason: { shutdown: this.#signal?.reason } });
      closed.catch((error: unknown) => this.report(describeReason(error)));
    });
  }

  /** @internal Its supervisor will end it, or it has ended. */
  disown(process: Process): void {
    this.roots.delete(process);
  }

  /** @internal */
  forget(stage: Stage): void {
    if (this.stages.get(stage.name) === stage) this.stages.delete(stage.name);
    this.disown(stage);
    if (this.stages.size > 0) return;
    // A system without stages is garbage, also where the signal lives on.
    this.#forgetSignal?.();
    this.#forgetSignal = undefined;
  }

  /** @internal */
  sendAfter(stage: Stage, ms: number, message: unknown): () => void {
    const { scheduler } = this.loop;
    const timer = scheduler.setTimer(ms, () => {
      stage.timers?.delete(timer);
      stage.post(tagInfo, message, undefined);
    });
    keepTimer(stage, timer, scheduler);
    return () => {
      stage.timers?.delete(timer);
      scheduler.clearTimer(timer);
    };
  }

  /** @internal */
  async callFrom(
    caller: Stage | undefined,
    to: StageRef | string,
    request: unknown,
    options: CallOptions = {},
  ): Promise<unknown> {
    const target = this.resolve(to);
    if (target === undefined || !target.isAlive) throw noproc(to);
    return await callStage(caller, target, request, options);
  }

  /** @internal */
  report(sentence: string): void {
    try {
      this.#log(sentence);
    } catch {
      // A log that throws is no reason to stop anybody.
    }
  }

  /** @internal Tells `listener` of each entry, while `isWanted` answers true. Answers how to end that. */
  protected tellTo(
    listener: (entry: TraceEntry) => void,
    isWanted: () => boolean = () => true,
  ): () => void {
    const { loop } = this;
    const kept = (observedIn(this).kept ??= new Tracer(0, this.#now));
    const told = <Given extends unknown[], Answer>(
      call: (...given: Given) => Answer,
      otherwise: Answer,
    ): ((...given: Given) => Answer) => {
      return (...given) => {
        try {
          return call(...given);
        } catch (error) {
          this.report(`A listener to the trace threw: ${describeReason(error)}`);
          return otherwise;
        }
      };
    };
    const forget = kept.listen(told(listener, undefined), told(isWanted, false));
    loop.onRun = this.observe;
    this.observe();
    return () => {
      forget();
      this.observe();
    };
  }

  /** @internal Turns the trace on and off, as somebody wants it. */
  protected readonly observe = (): void => {
    const known = observedIn(this);
    const tracer = known.kept?.isWanted ? known.kept : undefined;
    if (tracer === known.tracer) return;
    known.tracer = tracer;
    for (const stage of this.stages.values()) stage.observed();
  };
}
