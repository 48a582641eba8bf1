import {
  type ChildRef,
  consumer,
  type ConsumerRef,
  consumerSupervisor,
  countChildren,
  ignore,
  StageError,
  type StageRef,
  startChild,
  type System,
  terminateChild,
  whichChildren,
} from "headgate";
import { type Log, toReason } from "./behaviours.ts";
import type { Final, Json, Step } from "./vector.ts";

interface ChildBehaviour {
  readonly ignoreOn?: number;
  readonly failOn?: number;
  readonly failRestart?: boolean;
  readonly finish?: string;
}

/** The consumer supervisors of a run; their children are stages that wait to be finished. */
export class Supervisors {
  readonly #system: System;
  readonly #live = new Map<StageRef, Map<StageRef, number>>();

  constructor(system: System) {
    this.#system = system;
  }

  has(stage: StageRef): boolean {
    return this.#live.has(stage);
  }

  start(behaviour: ChildBehaviour, log: Log, options: Record<string, unknown>): StageRef {
    const { restart, maxRestarts, maxSeconds, ...rest } = options;
    const live = new Map<StageRef, number>();
    const started = new Set<number>();
    const definition = consumerSupervisor<number>(
      (event) => {
        const isRestart = started.has(event);
        started.add(event);
        if (event === behaviour.ignoreOn) {
          log(["child", "ignore", event]);
          return ignore;
        }
        if (event === behaviour.failOn || (isRestart && behaviour.failRestart)) {
          log(["child", "error", event]);
          throw new Error("failOn");
        }
        log(["child", "start", event]);
        const child = this.#system.start(consumer<never>(() => ({ handleEvents: () => {} })));
        live.set(child, event);
        if (behaviour.finish !== undefined) {
          void this.#system.stop(child, toReason(behaviour.finish));
        }
        return child;
      },
      {
        ...(restart === undefined ? {} : { restart: restart as "temporary" }),
        ...(maxRestarts === undefined ? {} : { maxRestarts: maxRestarts as number }),
        ...(maxSeconds === undefined ? {} : { maxSeconds: maxSeconds as number }),
      },
    );
    const stage = this.#system.start(definition, rest);
    this.#live.set(stage, live);
    return stage;
  }

  async step(step: Step, stage: StageRef): Promise<Json | undefined> {
    const supervisor = stage as ConsumerRef<never>;
    if (step.op === "countChildren") return { ...(await countChildren(supervisor)) };
    if (step.op === "startChild") {
      await startChild(stage as ConsumerRef<number>, step["event"] as number);
      return undefined;
    }
    const child = (await whichChildren(supervisor)).find(
      (one: ChildRef) => one.event === step["event"] && !one.isRestarting,
    );
    if (child === undefined) throw new NotFound();
    if (step.op === "terminateChild") await terminateChild(supervisor, child);
    else await this.#system.stop(child.stage as StageRef, toReason(String(step["reason"])));
    return undefined;
  }

  state(stage: StageRef): Pick<Final, "live"> {
    const live = [...(this.#live.get(stage) ?? [])].filter(([child]) => child.isAlive);
    return { live: live.map(([, event]) => event) };
  }

  async counts(stage: StageRef): Promise<Pick<Final, "children">> {
    return { children: { ...(await countChildren(stage as ConsumerRef<never>)) } };
  }
}

/** No living child of that event. */
class NotFound extends StageError {
  constructor() {
    super("noproc", "no such child");
    (this as { code: string }).code = "not_found";
  }
}
