import { disc, ring, text, type Drawing } from "../../paint/svg.ts";
import type { View } from "../../run/view.ts";
import { topologyPlan } from "./plan.ts";
import { topologyScene } from "./scene.ts";
import { markup } from "./shape.ts";

const legendHeight = 62;

/**
 * Draws who asks whom: stages as boxes with what waits there, producers on top, and on each
 * subscription two strands: events down, with the sum delivered, and demand up, with what is owed now.
 */
export function topologySvg(view: View): Drawing {
  const plan = topologyPlan(view, { isLive: false, head: legendHeight });
  const { strands, signs } = topologyScene(plan, view.to);
  const legend =
    disc(14, 14, "5") +
    text(34, 18.5, "delivered so far: events go down") +
    ring(14, 40, "5") +
    text(34, 44.5, "owed now: demand goes up");
  const body = legend + [...strands, ...signs].map(markup).join("");
  return { width: plan.width, height: plan.height, body };
}
