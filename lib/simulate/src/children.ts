import { consumer, type ConsumerDefinition, type StartChild } from "headgate";
import type { Witness } from "./behaviours.ts";
import { Planned } from "./planned.ts";
import type { StagePlan } from "./scenario.ts";

/** What a supervisor's children are. */
export function startChildOf({ name, children }: StagePlan, witness: Witness): StartChild<unknown> {
  const { delayMs = 0, are = "promises", failsEvery = Infinity } = children ?? {};
  let count = 0;
  const failing = new Set<unknown>();
  return (event, child) => {
    if (child.restarts === 0 && ++count % failsEvery === 0) failing.add(event);
    const fails = child.restarts === 0 && failing.has(event);
    if (are === "nothing") {
      if (fails) throw new Planned(`the start of a child of ${name}`);
      return undefined;
    }
    witness.childBegins(name, event);
    const end = (): void => witness.childEnds(name, event);
    if (are === "stages") return witness.startChild(childStage(delayMs, fails, end));
    return child.sleep(delayMs).then(() => {
      end();
      if (fails) throw new Planned(`a child of ${name}`);
    });
  };
}

/** A stage that lives for `delayMs`. */
function childStage(delayMs: number, fails: boolean, end: () => void): ConsumerDefinition<unknown> {
  return consumer((stage) => {
    stage.sendAfter(delayMs, "end");
    return {
      handleEvents: () => {},
      handleInfo: () => {
        if (fails) throw new Planned("a child that is a stage");
        stage.stop("normal");
      },
      terminate: end,
    };
  });
}
