import { ignore, type StageContext, type StageRef } from "./definitions.ts";
import { describeReason, quoted, StageError } from "./errors.ts";
import { checkNoOptions, checkSpelling, stageSettings, subscriptionSettings } from "./options.ts";
import { Stage } from "./stage.ts";
import type { System } from "./system.ts";
import { observedIn } from "./system-base.ts";
import type { StageKind } from "./trace.ts";

/** What producer(), producerConsumer(), consumer() and consumerSupervisor() make. */
export interface AnyDefinition {
  readonly kind: StageKind;
  readonly init: (stage: StageContext) => object | typeof ignore;
}

const callbackNames = [
  "handleDemand",
  "handleEvents",
  "handleSubscribe",
  "handleCancel",
  "handleInfo",
  "handleCast",
  "handleCall",
  "formatDiscarded",
  "terminate",
];

/** Starts a stage of a system, whose running stages are `stages` by name (I-6 to I-10). */
export function startStage(
  system: System,
  stages: Map<string, Stage>,
  definition: AnyDefinition,
  options: object | undefined,
): StageRef {
  if (typeof definition?.init !== "function") {
    throw new TypeError(
      `Expected \`start\` to be given what producer(), producerConsumer() or consumer() makes, got ${quoted(definition)}`,
    );
  }
  const { kind } = definition;
  const settings = stageSettings(kind, options);
  for (const one of settings.subscribeTo) checkSubscribeTo(system, one);
  const name = freeName(system, stages, kind, settings.name);
  const stage = new Stage(system, kind, name, observedIn(system));
  stages.set(stage.name, stage);
  system.enrol(stage);
  let nobody: string | undefined;
  try {
    const callbacks = definition.init(stage);
    if (callbacks === ignore) {
      stage.exit("ignore");
      return stage;
    }
    checkCallbacks(kind, callbacks);
    if (stage.stopReason === undefined) {
      stage.setUp(callbacks, settings);
    }
    for (const one of settings.subscribeTo) {
      if (stage.stopReason !== undefined) break;
      const subscription = stage.consuming?.subscribe(one, undefined);
      if (stage.stopReason !== undefined) nobody = subscription?.producer.name;
    }
  } catch (error) {
    stage.exit(error);
    throw error;
  }
  if (stage.stopReason === undefined) return stage;
  const { reason } = stage.stopReason;
  stage.stopReason = undefined;
  stage.exit(reason);
  const why = nobody ? `no stage "${nobody}" to subscribe to` : describeReason(reason);
  throw new StageError("not_started", `Stage "${stage.name}" did not start: ${why}`, reason);
}

function freeName(
  system: System,
  stages: Map<string, Stage>,
  kind: StageKind,
  wanted: string | undefined,
): string {
  if (wanted !== undefined) {
    if (!stages.has(wanted)) return wanted;
    throw new StageError("already_started", `A stage with the name "${wanted}" is running`);
  }
  for (;;) {
    const name = `${kind}-${system.nextNumber(kind)}`;
    if (!stages.has(name)) return name;
  }
}

/** Checks one entry of `subscribeTo`, or what a stage shall subscribe to while it runs. */
export function checkSubscribeTo(system: System, options: unknown): void {
  if (typeof options !== "object" || options === null || !("to" in options)) {
    throw new TypeError(
      `Expected each entry of \`subscribeTo\` to be { to: producer, … }, got ${quoted(options)}`,
    );
  }
  subscriptionSettings(options);
  const { to } = options;
  if (typeof to === "string") return;
  if (!(to instanceof Stage)) {
    throw new TypeError(
      `Expected \`to\` of the subscription to be a stage that was started, or its name, got ${quoted(to)}`,
    );
  }
  if (to.system !== system) {
    throw new TypeError(
      `Expected \`to\` of the subscription to be a stage of the same system, got stage "${to.name}" of another`,
    );
  }
}

function checkCallbacks(kind: StageKind, callbacks: unknown): asserts callbacks is object {
  const handler = kind === "producer" ? "handleDemand" : "handleEvents";
  if (typeof callbacks !== "object" || callbacks === null || "then" in callbacks) {
    throw new TypeError(
      `Expected the init of a ${kind} to return its callbacks, { ${handler}, … }, and not a promise, got ${quoted(callbacks)}`,
    );
  }
  checkNoOptions(callbacks, kind);
  checkSpelling(callbacks, callbackNames, "callback", `a ${kind}`);
  if (typeof (callbacks as Record<string, unknown>)[handler] === "function") return;
  throw new TypeError(
    `Expected the callbacks of a ${kind} to have a function \`${handler}\`, got ${quoted(callbacks)}`,
  );
}
