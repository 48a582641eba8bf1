import { type ChildContext, type ChildRef, Children, type StartChild } from "./children.ts";
import type {
  ConsumerCallbacks,
  ConsumerOptions,
  ConsumerRef,
  StageContext,
} from "./definitions.ts";
import { quoted, StageError } from "./errors.ts";
import { checkOptions } from "./options.ts";
import { tagRequest } from "./protocol.ts";
import { RestartIntensity } from "./restart-intensity.ts";
import type { Stage } from "./stage.ts";

export type { ChildContext, ChildRef, StartChild };

/** How children are treated (C-2). */
export interface ConsumerSupervisorSettings {
  /**
   * "temporary": a child that fails has ended. "transient": it is started again with the same event.
   * ("permanent", restarting for ever what has ended well, is refused.) Default: "temporary".
   */
  readonly restart?: "temporary" | "transient";
  /** More restarts than this within `maxSeconds` end the supervisor. From 0 up. Default: 3. */
  readonly maxRestarts?: number;
  /** In seconds. Default: 5. */
  readonly maxSeconds?: number;
}

/** What `consumerSupervisor(…)` makes. */
export interface ConsumerSupervisorDefinition<in In> {
  /** Which kind of stage it starts. */
  readonly kind: "consumer-supervisor";
  /** Is called at each start. */
  readonly init: (stage: StageContext) => ConsumerCallbacks<In>;
}

/** Options to start one with: as a consumer's. `maxDemand` bounds the children of a subscription. */
export type ConsumerSupervisorOptions<In> = ConsumerOptions<In>;

/** How many children there are, in OTP's words. */
export interface ChildCounts {
  /** Always 1: all children are started in one way. */
  readonly specs: number;
  /** Children that run. */
  readonly active: number;
  /** Always 0: a child is never a supervisor. */
  readonly supervisors: number;
  /** Children that run or wait to be restarted. */
  readonly workers: number;
}

/**
 * Defines a consumer that starts one child per event: `maxDemand` of its subscription is the most that
 * run at once. It asks again for as many as have finished, once they are `minDemand` or more (C-3), so
 * `minDemand: 0` keeps the number of children steady. With the default `cancel: "permanent"` the end
 * of its producer ends the supervisor, and its children in the middle of their work; with "transient"
 * an end in order lets them finish.
 *
 * @throws {TypeError | RangeError} if `start` is no function or a setting is wrong.
 * @example
 * const system = new System({ clock: "virtual" });
 * const feed = system.start(fromIterable(["M 5.1", "M 6.4", "M 4.8"]));
 * const reviewed: string[] = [];
 * const review = consumerSupervisor(async (quake: string, child) => {
 *   await child.sleep(200);
 *   reviewed.push(`${quake} at ${child.now()} ms`);
 * });
 * system.start(review, {
 *   subscribeTo: [{ to: feed, maxDemand: 2, minDemand: 0, cancel: "transient" }],
 * });
 * await system.idle();
 * console.assert(reviewed.join() === "M 5.1 at 200 ms,M 6.4 at 200 ms,M 4.8 at 400 ms");
 */
export function consumerSupervisor<In>(
  start: StartChild<In>,
  settings: ConsumerSupervisorSettings = {},
): ConsumerSupervisorDefinition<In> {
  if (typeof start !== "function") {
    throw new TypeError(
      `Expected consumerSupervisor() to be given a function that starts a child for an event, got ${quoted(start)}`,
    );
  }
  checkOptions(settings, "consumerSupervisor()", ["restart", "maxRestarts", "maxSeconds"]);
  const { restart = "temporary", maxRestarts = 3, maxSeconds = 5 } = settings;
  if (restart !== "temporary" && restart !== "transient") {
    throw new TypeError(
      `Expected \`restart\` of a consumer supervisor to be "temporary" or "transient", got ${quoted(restart)}${
        restart === "permanent"
          ? ": a child that has done its event would be run again for ever"
          : ""
      }`,
    );
  }
  const intensity = { maxRestarts, maxSeconds };
  RestartIntensity.check(intensity);
  return {
    kind: "consumer-supervisor",
    init: (stage) => {
      const children = new Children(
        stage as Stage,
        start as StartChild<unknown>,
        restart,
        intensity,
      );
      all.set(stage as Stage, children);
      return children;
    },
  };
}

const all = new WeakMap<Stage, Children>();

/** Asks a supervisor about its children, in its turn. */
function request<Answer>(
  supervisor: ConsumerRef<never>,
  read: (children: Children) => Answer,
): Promise<Answer> {
  const stage = supervisor as unknown as Stage;
  const children = all.get(stage);
  if (children === undefined) {
    throw new TypeError(
      `Expected a stage that was started from consumerSupervisor(), got ${quoted(supervisor)}`,
    );
  }
  if (!stage.isAlive) {
    return Promise.reject(
      new StageError("noproc", `No stage "${stage.name}" is running`, "noproc"),
    );
  }
  return stage.loop.waitOutside(
    new Promise((resolve, reject) => {
      const answer = (): Answer => read(children);
      stage.post(tagRequest, answer, { resolve: resolve as (value: unknown) => void, reject });
    }),
  );
}

/**
 * Starts a child that no subscription asked for, and that frees no demand (C-6).
 *
 * @throws {TypeError} for a stage that is no consumer supervisor.
 * @throws {StageError} "noproc" where it has ended.
 * @example
 * const system = new System({ clock: "virtual" });
 * const seen: string[] = [];
 * const review = system.start(consumerSupervisor((quake: string) => void seen.push(quake)));
 * await startChild(review, "from the telephone");
 * console.assert(seen.join() === "from the telephone");
 */
export function startChild<In>(supervisor: ConsumerRef<In>, event: In): Promise<ChildRef> {
  return request(supervisor, (children) => children.startChild(event));
}

/**
 * Ends a child; its demand is free again. Answers false if it is none of this supervisor's.
 *
 * @example
 * const system = new System({ clock: "virtual" });
 * const review = system.start(consumerSupervisor((quake, child) => child.sleep(200)));
 * const child = await startChild(review, "M 5.1");
 * console.assert((await terminateChild(review, child)) === true);
 * console.assert((await terminateChild(review, child)) === false);
 */
export function terminateChild(supervisor: ConsumerRef<never>, child: ChildRef): Promise<boolean> {
  return request(supervisor, (children) => children.terminateChild(child));
}

/**
 * The children, oldest first.
 *
 * @example
 * const system = new System({ clock: "virtual" });
 * const review = system.start(consumerSupervisor((quake, child) => child.sleep(200)));
 * await startChild(review, "M 5.1");
 * await startChild(review, "M 6.4");
 * const children = await whichChildren(review);
 * console.assert(children.map((child) => child.event).join() === "M 5.1,M 6.4");
 */
export function whichChildren(supervisor: ConsumerRef<never>): Promise<readonly ChildRef[]> {
  return request(supervisor, (children) => children.all);
}

/**
 * How many children there are.
 *
 * @example
 * const system = new System({ clock: "virtual" });
 * const review = system.start(consumerSupervisor((quake, child) => child.sleep(200)));
 * await startChild(review, "M 5.1");
 * console.assert((await countChildren(review)).active === 1);
 * await system.idle();
 * console.assert((await countChildren(review)).active === 0);
 */
export function countChildren(supervisor: ConsumerRef<never>): Promise<ChildCounts> {
  return request(supervisor, ({ all: children }) => {
    const restarting = children.filter((child) => child.isRestarting).length;
    return {
      specs: 1,
      active: children.length - restarting,
      supervisors: 0,
      workers: children.length,
    };
  });
}
