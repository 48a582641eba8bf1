import { readFileSync } from "node:fs";
import { consumer, fromIterable, System } from "headgate";
import { draw } from "headgate/show";
import { expect, test } from "vitest";

test("the picture in the README is the drawing of a run of the library", async () => {
  const system = new System({ clock: "virtual", trace: true });
  const feed = system.start(fromIterable(["M 5.1", "M 2.3", "M 6.4", "M 4.9", "M 5.0"]), {
    name: "feed",
  });
  const review = consumer<string>((stage) => ({ handleEvents: () => stage.sleep(1000) }));
  system.start(review, {
    name: "reviewer",
    subscribeTo: [{ to: feed, maxDemand: 4, minDemand: 2 }],
  });
  await system.idle();
  const { svg } = draw(system.trace, { as: "sequence", title: "A feed and a reviewer" });
  const file = new URL("../docs/demand.svg", import.meta.url);
  expect(svg).toBe(readFileSync(file, "utf8"));
});
