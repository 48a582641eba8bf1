import { count, counted, fit } from "../paint/words.ts";
import type { Edge } from "./run.ts";

/** So many subscriptions between the same two stages are drawn, whether they are open or not. */
const newest = 3;

/**
 * The subscriptions that are drawn one by one, in their order: between the same two stages those that are
 * open and the newest 3, because each restart of a stage leaves one.
 */
export function drawnEdges(edges: readonly Edge[]): Edge[] {
  const newer = new Map<string, number>();
  const isDrawn = ({ levels, closed, closedAt, asked }: Edge): boolean => {
    const key = levels.owed.name;
    const n = newer.get(key) ?? 0;
    newer.set(key, n + 1);
    // One that begins behind the view's last step is not closed yet, and nothing was asked on it.
    return n < newest || !(closed || (closedAt && !asked));
  };
  return [...edges].reverse().filter(isDrawn).reverse();
}

/** What was delivered on those that have ended and are not drawn: a sentence, or none. */
export function earlierNotes(edges: readonly Edge[]): string[] {
  const drawn = new Set(drawnEdges(edges));
  const earlier = edges.filter((edge) => edge.closed && !drawn.has(edge));
  const [first] = earlier;
  if (first === undefined) return [];
  const { producer, consumer } = first;
  const isOnePair = earlier.every((e) => e.producer === producer && e.consumer === consumer);
  const of = isOnePair ? ` of ${fit(producer, 40)} to ${fit(consumer, 40)}` : "";
  const delivered = earlier.reduce((sum, edge) => sum + edge.delivered, 0);
  return [
    `${counted(earlier.length, "earlier subscription")}${of} not drawn; on them ${count(delivered)} delivered.`,
  ];
}
