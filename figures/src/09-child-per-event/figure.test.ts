import { System, consumerSupervisor } from "headgate";
import { expect, test } from "vitest";
import { unasked, withFirst, without } from "../doctored.fixture.ts";
import { checkFigure } from "../figure-checks.fixture.ts";
import { childPerEvent, childrenOf } from "./figure.ts";

const isChild = (stage: string): boolean => stage.startsWith("review ");

checkFigure(childPerEvent, {
  // As many children as `maxDemand`, and every place comes back.
  isSurprising: ([panel], values) => {
    const { most, ended, askedAgain } = childrenOf(panel!.trace, values);
    return most === values["maxDemand"] && ended === askedAgain;
  },
  facts: () => ({ stages: { feed: { dispatcher: "demand" } } }),
  doctored: {
    "delivered ≤ asked": unasked,
    "children ≤ maxDemand": (panels) =>
      without(panels, (entry) => entry.type === "exit" && isChild(entry.stage)),
    "one child for each quake, and one more for each crash that is restarted": (panels) =>
      without(panels, (entry) => entry.type === "start" && entry.stage === "review #3"),
    "a crash leaks no place: all that ended were asked for again, but for fewer than it waits for":
      (panels) => without(panels, (entry) => entry.type === "ask" && entry.at > 100),
    "every child has ended when all is done": (panels) =>
      withFirst(
        panels,
        (entry) => entry.type === "exit" && isChild(entry.stage),
        () => [],
      ),
  },
});

test("the library refuses children that are restarted for ever, as the figure says", () => {
  const restart = "permanent" as "transient";
  expect(() => new System().start(consumerSupervisor(() => {}, { restart }))).toThrow("for ever");
});
