import type { StageRef } from "./definitions.ts";
import { endProcess } from "./end-process.ts";
import { describeReason, quoted, StageError } from "./errors.ts";
import { type ExitReason, isCleanReason } from "./exit-reason.ts";
import { checkMs, checkOptions } from "./options.ts";
import { Process } from "./process.ts";
import { type Reply, tagExit, tagRequest, tagStop } from "./protocol.ts";
import { RestartIntensity } from "./restart-intensity.ts";
import type { Stage } from "./stage.ts";
import type { System } from "./system.ts";

/** Whom a failure restarts: the one child, all of them, or it and those started after it (O-9). */
export type SupervisorStrategy = "one_for_one" | "one_for_all" | "rest_for_one";

/** When a child that has ended is started again: always, only after a failure, never. */
export type Restart = "permanent" | "transient" | "temporary";

/** One child of a supervisor (O-9). */
export interface ChildSpec {
  /** Unique among the children. */
  readonly id: string;
  /** Starts the child: usually `() => system.start(…)`. Called again for every restart. */
  readonly start: () => StageRef;
  /** Default: "permanent". */
  readonly restart?: Restart;
  /** How long the child may take to end before it is killed, in ms on the system's clock. Default: 5000. */
  readonly shutdownMs?: number;
}

/** How a supervisor restarts. */
export interface SupervisorOptions {
  /** Default: "one_for_one". */
  readonly strategy?: SupervisorStrategy;
  /** More restarts than this within `maxSeconds` end the supervisor. From 0 up. Default: 3. */
  readonly maxRestarts?: number;
  /** In seconds. Default: 5. */
  readonly maxSeconds?: number;
  /** For reports. Default: "supervisor" and a number. */
  readonly name?: string;
}

/** A running supervisor. */
export interface SupervisorRef {
  /** For reports. */
  readonly name: string;
  /** False once it has ended. */
  readonly isAlive: boolean;
  /** Why it ended; undefined while it runs. */
  readonly exitReason: ExitReason;
  /** The children in the order of their specs, undefined where one is not running. */
  whichChildren(): readonly { readonly id: string; readonly stage: StageRef | undefined }[];
  /** Ends the children, the last started first, and then the supervisor. */
  stop(reason?: ExitReason): Promise<void>;
}

/**
 * Starts stages in order and keeps them running. A stage whose producer is restarted subscribes anew by
 * itself only if it is restarted too, or names its producer; so a pipeline is best started in its own
 * order under "rest_for_one".
 *
 * A stage that is started again begins afresh: the batch that it had in hand when it failed is lost. A
 * "permanent" child is started again after an end in order too, and an iterable from its beginning: what
 * ends by itself is "transient".
 *
 * @returns the running supervisor. It ends with "shutdown" when children fail too often.
 * @throws {TypeError | RangeError} for a wrong option or spec.
 * @throws what a child's `start` throws; the children started before it are ended.
 * @example
 * const system = new System();
 * const seen: number[] = [];
 * const feed = fromIterable([1, 2, 3]);
 * const print = consumer(() => ({ handleEvents: (events: number[]) => void seen.push(...events) }));
 * const supervisor = supervise(system, [
 *   { id: "feed", start: () => system.start(feed, { name: "feed" }), restart: "transient" },
 *   {
 *     id: "print",
 *     start: () => system.start(print, { subscribeTo: [{ to: "feed" }] }),
 *     restart: "transient",
 *   },
 * ], { strategy: "rest_for_one" });
 * await system.idle();
 * console.assert(seen.join() === "1,2,3" && supervisor.isAlive);
 */
export function supervise(
  system: System,
  children: readonly ChildSpec[],
  options: SupervisorOptions = {},
): SupervisorRef {
  checkOptions(options, "supervise()", ["strategy", "maxRestarts", "maxSeconds", "name"]);
  const { strategy = "one_for_one", maxRestarts = 3, maxSeconds = 5, name } = options;
  if (!["one_for_one", "one_for_all", "rest_for_one"].includes(strategy)) {
    throw new TypeError(
      `Expected \`strategy\` to be one of "one_for_one", "one_for_all", "rest_for_one", got ${quoted(strategy)}`,
    );
  }
  RestartIntensity.check({ maxRestarts, maxSeconds });
  checkSpecs(children);
  const supervisor = new Supervisor(
    system,
    name ?? `supervisor-${system.nextNumber("supervisor")}`,
    strategy,
    new RestartIntensity({ maxRestarts, maxSeconds }),
  );
  supervisor.startAll(children);
  return supervisor;
}

function checkSpecs(children: readonly ChildSpec[]): void {
  const ids = new Set<string>();
  for (const child of children) {
    if (typeof child?.id !== "string" || typeof child.start !== "function") {
      throw new TypeError(
        `Expected each child of a supervisor to be { id: "…", start: () => system.start(…) }, got ${quoted(child)}`,
      );
    }
    const what = `child ${quoted(child.id)}`;
    checkOptions(child, what, ["id", "start", "restart", "shutdownMs"]);
    if (ids.has(child.id)) {
      throw new TypeError(
        `Expected the \`id\` of each child to be unique, got ${quoted(child.id)} twice`,
      );
    }
    ids.add(child.id);
    const { restart = "permanent", shutdownMs = 5000 } = child;
    if (!["permanent", "transient", "temporary"].includes(restart)) {
      throw new TypeError(
        `Expected \`restart\` of ${what} to be one of "permanent", "transient", "temporary", got ${quoted(restart)}`,
      );
    }
    checkMs("shutdownMs", shutdownMs);
  }
}

interface Kept {
  readonly spec: ChildSpec;
  stage: Stage | undefined;
}

class Supervisor extends Process implements SupervisorRef {
  readonly #system: System;
  readonly #strategy: SupervisorStrategy;
  readonly #intensity: RestartIntensity;
  #children: Kept[] = [];

  constructor(
    system: System,
    name: string,
    strategy: SupervisorStrategy,
    intensity: RestartIntensity,
  ) {
    super(system.loop, name);
    this.#system = system;
    this.#strategy = strategy;
    this.#intensity = intensity;
    this.trapsExits = true;
    system.enrol(this);
  }

  whichChildren(): readonly { readonly id: string; readonly stage: StageRef | undefined }[] {
    return this.#children.map(({ spec, stage }) => ({ id: spec.id, stage }));
  }

  async stop(reason: ExitReason = "shutdown"): Promise<void> {
    await this.#system.stop(this, reason);
  }

  startAll(specs: readonly ChildSpec[]): void {
    try {
      for (const spec of specs) {
        const kept: Kept = { spec, stage: undefined };
        this.#children.push(kept);
        this.#start(kept);
      }
    } catch (error) {
      for (const { stage } of this.#children.reverse()) stage?.exit("shutdown");
      this.exit(error);
      throw error;
    }
  }

  #start(kept: Kept): void {
    const stage = kept.spec.start() as Stage;
    if (!(stage instanceof Process)) {
      throw new TypeError(
        `Expected \`start\` of child ${quoted(kept.spec.id)} to return the stage it started, got ${quoted(stage)}`,
      );
    }
    kept.stage = stage.isAlive ? stage : undefined;
    this.#system.disown(stage);
    if (stage.isAlive) this.link(stage);
  }

  override receive(tag: number, a: unknown, b: unknown): void {
    if (tag === tagExit) this.#childEnded(a as Stage, b);
    else if (tag === tagStop) this.#stopAll(a);
    else if (tag === tagRequest) (b as Reply | undefined)?.resolve(undefined);
  }

  #childEnded(stage: Stage, reason: ExitReason): void {
    const kept = this.#children.find((child) => child.stage === stage);
    if (kept === undefined) return;
    kept.stage = undefined;
    const { restart = "permanent" } = kept.spec;
    if (restart === "temporary" || (restart === "transient" && isCleanReason(reason))) return;
    this.#restartFor(kept);
  }

  /** Restarts whom the strategy says, once the others among them have ended. */
  #restartFor(kept: Kept): void {
    if (!this.#intensity.allows(this.loop.scheduler.now())) {
      this.#system.report(
        `Supervisor "${this.name}" ends: its children were restarted more often than ${this.#intensity}`,
      );
      this.#stopAll("shutdown");
      return;
    }
    const from = this.#children.indexOf(kept);
    const affected =
      this.#strategy === "one_for_one"
        ? [kept]
        : this.#children.slice(this.#strategy === "one_for_all" ? 0 : from);
    this.#endEach(affected, () => {
      for (const child of affected) {
        if (child !== kept && child.spec.restart === "temporary") continue;
        try {
          this.#start(child);
        } catch (error) {
          this.#system.report(
            `Supervisor "${this.name}": child "${child.spec.id}" did not start again: ${describeReason(error)}`,
          );
          this.#restartFor(child);
          return;
        }
      }
    });
  }

  #stopAll(reason: ExitReason): void {
    this.#endEach(this.#children, () => {
      this.stopReason = { reason };
    });
  }

  /** Ends children, the last first, each in its time or by force; then goes on. */
  #endEach(children: readonly Kept[], then: () => void): void {
    const running = children.filter(({ stage }) => stage !== undefined).reverse();
    if (running.length === 0) {
      then();
      return;
    }
    this.waitCount++;
    const end = async (): Promise<void> => {
      for (const kept of running) await this.#end(kept);
      this.waitCount--;
    };
    this.suspend(end(), then);
  }

  async #end(kept: Kept): Promise<void> {
    const { stage } = kept;
    kept.stage = undefined;
    if (stage === undefined || !stage.isAlive) return;
    this.unlink(stage);
    await endProcess(stage, "shutdown", kept.spec.shutdownMs ?? 5000);
  }

  protected override terminating(): void {}

  protected override ended(): void {
    this.#system.disown(this);
    for (const { stage } of [...this.#children].reverse()) stage?.exit("shutdown");
  }

  protected override crashed(error: unknown): void {
    this.#system.report(`Supervisor "${this.name}" failed: ${describeReason(error)}`);
  }
}

/**
 * The running stage of a child, by its id. Which kind of stage it is, the caller says:
 * `childOf<ProducerRef<number>>(supervisor, "feed")`.
 *
 * @throws {StageError} "noproc" where it is not running.
 * @example
 * const system = new System();
 * const start = () => system.start(fromIterable([1, 2, 3]), { name: "feed" });
 * const supervisor = supervise(system, [{ id: "feed", start, restart: "transient" }]);
 * console.assert(childOf(supervisor, "feed") === system.whereis("feed"));
 */
export function childOf<Ref extends StageRef = StageRef>(
  supervisor: SupervisorRef,
  id: string,
): Ref {
  const child = supervisor.whichChildren().find((one) => one.id === id);
  if (child?.stage !== undefined) return child.stage as Ref;
  throw new StageError("noproc", `No child "${id}" of supervisor "${supervisor.name}" is running`);
}
