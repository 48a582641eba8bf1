import { deliveredWithinAsked, firstBroken, traceOf } from "../common-invariants.ts";
import type { FigureSpec, Panel, Values } from "../figure.ts";
import { doneAt, handledBy, level, namesOf, nameOf } from "../readings.ts";
import { numberOf } from "../values.ts";
import { run } from "./run.ts";

const done = (panels: readonly Panel[], label: string, desk: string): number =>
  doneAt(traceOf(panels, label), desk);

/** How far a desk may be ahead of the review: what it was sent, less what the review has handled. */
function aheadOfReview({ trace }: Panel, desk: string): number {
  const ahead = level(trace, (entry) => {
    if (entry.type === "events" && entry.consumer === desk) return entry.events.length;
    const isDone = entry.type === "handle" && entry.phase === "end" && entry.stage === "review";
    return isDone ? -entry.events.length : 0;
  });
  return Math.max(0, ...ahead.map(({ value }) => value));
}

/** The magnitudes of what the archive has handled, by name: it is sent everything. */
function sourceOf({ trace }: Panel): { id: string; mag: number }[] {
  return handledBy(trace, "archive").map((event) => ({
    id: nameOf(event),
    mag: (event as { mag: number }).mag,
  }));
}

const isEverything = (ids: string, values: Values): boolean =>
  ids === namesOf(Array.from({ length: numberOf(values, "count") }, (_, index) => index + 1));

export const broadcastDispatcher: FigureSpec = {
  slug: "broadcast-dispatcher",
  number: 6,
  chapters: [6],
  title: "Everything to everyone",
  lead:
    "A feed broadcasts to an archive, to an alarm that selects the strong quakes, and to a review. Then the same without the " +
    "review.",
  question: {
    text:
      "The archive needs 1 ms for each of 20 quakes; alone with the alarm it is done after 20 ms. A review that needs 10 ms for each " +
      "subscribes to the same broadcast, all with a `maxDemand` of 4. When is the archive done?",
    options: [
      {
        text: "still after 20 ms: each desk has its own copies",
        why: "Copies they are, but they are made together. The feed sends when everybody has asked, and the review asks rarely.",
      },
      {
        text: "after about 160 ms, some quakes ahead of the review",
        why: "Nobody is sent more than 4 quakes beyond what the review has handled. The archive waits for it nearly all the time.",
      },
      {
        text: "after 200 ms, together with the review",
        why: "The last ones are sent while the review still has four to do, 40 ms of work. The archive is through with them in 2.",
      },
    ],
    answer: (panels) => {
      const archive = done(panels, "With review", "archive");
      if (archive <= 2 * done(panels, "Without review", "archive")) return 0;
      return archive < done(panels, "With review", "review") ? 1 : 2;
    },
  },
  parameters: [
    {
      kind: "range",
      name: "archiveMs",
      label: "Archive, time for each",
      min: 0,
      max: 10,
      step: 1,
      initial: 1,
      unit: "ms",
    },
    {
      kind: "range",
      name: "reviewMs",
      label: "Review, time for each",
      min: 0,
      max: 50,
      step: 1,
      initial: 10,
      unit: "ms",
    },
    {
      kind: "range",
      name: "minMag",
      label: "Alarm, from magnitude",
      min: 0,
      max: 7,
      step: 0.5,
      initial: 2,
    },
    {
      kind: "range",
      name: "maxDemand",
      label: "maxDemand of each desk",
      min: 1,
      max: 50,
      step: 1,
      initial: 4,
      unit: "events",
    },
    {
      kind: "range",
      name: "count",
      label: "Quakes",
      min: 1,
      max: 200,
      step: 1,
      initial: 20,
      unit: "events",
    },
  ],
  view: "depth",
  run,
  metrics: (panels, values) => [
    {
      label: "With review: archive done at",
      value: done(panels, "With review", "archive"),
      unit: "ms",
    },
    {
      label: "Without: archive done at",
      value: done(panels, "Without review", "archive"),
      unit: "ms",
    },
    { label: "With review: archive busy", value: busyShare(panels, values), unit: "%" },
    ...panels.slice(0, 1).map(({ trace }) => ({
      label: "To the alarm",
      value: handledBy(trace, "alarm").length,
      unit: "events",
    })),
  ],
  surprise: (panels, values) => {
    const slow = done(panels, "With review", "archive");
    const quick = done(panels, "Without review", "archive");
    const times = `The archive was done at ${slow} ms with the review, and at ${quick} ms without it.`;
    return slow > quick
      ? `${times} It was busy for ${busyShare(panels, values)} % of that time: the slowest sets the pace for all.`
      : `${times} It did not have to wait for the review.`;
  },
  invariants: [
    deliveredWithinAsked,
    {
      says: "archive and review: every quake, in order",
      broken: (panels, values) =>
        firstBroken(panels, ({ label, trace }) => {
          for (const desk of label === "With review" ? ["archive", "review"] : ["archive"]) {
            const handled = namesOf(handledBy(trace, desk));
            if (!isEverything(handled, values)) return `${desk} handled ${handled || "nothing"}`;
          }
          return undefined;
        }),
    },
    {
      says: "alarm: every quake from its magnitude up, in order, and no other",
      broken: (panels, values) =>
        firstBroken(panels, (panel) => {
          const strong = sourceOf(panel).filter(({ mag }) => mag >= numberOf(values, "minMag"));
          const handled = namesOf(handledBy(panel.trace, "alarm"));
          return handled === namesOf(strong) ? undefined : `alarm handled ${handled || "nothing"}`;
        }),
    },
    {
      says: "nobody is sent more than maxDemand beyond what the review has handled",
      broken: (panels, values) => {
        const panel = panels.find(({ label }) => label === "With review");
        for (const desk of ["archive", "alarm", "review"]) {
          const ahead = panel === undefined ? 0 : aheadOfReview(panel, desk);
          if (ahead > numberOf(values, "maxDemand"))
            return `The ${desk} was ${ahead} quakes ahead of the review.`;
        }
        return undefined;
      },
    },
  ],
};

/** How much of the time until it is done the archive works beside the review, in whole percent. */
function busyShare(panels: readonly Panel[], values: Values): number {
  const doneMs = done(panels, "With review", "archive");
  const busyMs = numberOf(values, "count") * numberOf(values, "archiveMs");
  return doneMs === 0 ? 100 : Math.round((100 * busyMs) / doneMs);
}
