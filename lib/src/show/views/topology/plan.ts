import type { View } from "../../run/view.ts";
import { boxWidth, column, draft, type Box } from "./box.ts";
import { routesOf, type Route } from "./routes.ts";
import { livesOf, type Lives } from "./state.ts";

/** Where everything of a topology stands, whatever the step. */
export interface Plan {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Box>;
  readonly routes: readonly Route[];
  readonly lives: Lives;
}

/** Whether a picture is to be stepped through: then it has room for what happens just now. */
export interface PlanOptions {
  readonly isLive: boolean;
  /** Room above the boxes. */
  readonly head: number;
}

/** Plans a topology: boxes in a row for each layer, and the ways of the subscriptions between them. */
export function topologyPlan(view: View, { isLive, head }: PlanOptions): Plan {
  const boxes = new Map<string, Box>();
  const layers = [...new Set(view.layers.values())].sort((a, b) => a - b);
  const rows = layers.map((layer) => view.names.filter((name) => view.layers.get(name) === layer));
  const widest = Math.max(2, ...rows.map((row) => row.length));
  let top = head + 6;
  for (const row of rows) {
    const drafts = row.map((name) => draft(name, view, isLive));
    const height = Math.max(0, ...drafts.map((one) => one.height));
    for (const [index, { rows: own, ...one }] of drafts.entries()) {
      const x = column * ((widest - row.length) / 2 + index + 0.5);
      const placed = own.map((line) => ({ ...line, y: line.y + top }));
      boxes.set(one.stage.name, { ...one, x, top, bottom: top + height, rows: placed });
    }
    // A token of what happens now needs a place beside the signs.
    top += height + (isLive ? 124 : 92);
  }
  const right = widest * column - (column - boxWidth) / 2;
  const { routes, room } = routesOf(view, boxes, right);
  const bottom = Math.max(head, ...[...boxes.values()].map((box) => box.bottom));
  const lives = livesOf(view.run);
  const width = Math.max(306, right + 12 + room);
  return { width, height: bottom + 4, boxes, routes, lives };
}
