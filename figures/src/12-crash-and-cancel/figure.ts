import { isCleanReason, type Trace } from "headgate";
import { deliveredWithinAsked, firstBroken } from "../common-invariants.ts";
import type { FigureSpec, Panel, Values } from "../figure.ts";
import { handledBy, nameOf, subscriptionsOf } from "../readings.ts";
import { numberOf } from "../values.ts";
import { type Account, accountOf } from "./account.ts";
import { run } from "./run.ts";

/** What is wrong with who ended behind whom. */
function wrongEnd({ label, trace }: Panel, values: Values): string | undefined {
  const subscriptions = new Map<string, string>();
  for (const [index, entry] of trace.entries.entries()) {
    if (entry.type === "subscribe") subscriptions.set(entry.consumer, entry.producer);
    if (entry.type !== "exit") continue;
    subscriptions.delete(entry.stage);
    const consumer = [...subscriptions].find(([, producer]) => producer === entry.stage)?.[0];
    if (consumer === undefined) continue;
    subscriptions.delete(consumer);
    const isFailure = !isCleanReason(entry.reason);
    const follows = label === "Permanent" || (label === "Transient" && isFailure);
    const hasEnded = endsBehind(trace, consumer, index);
    if (follows && !hasEnded) return `${consumer} lives on behind ${entry.stage}`;
    // A supervisor of the strategy "rest_for_one" ends it, whatever its subscription says.
    if (follows || values["supervisor"] === "rest_for_one") continue;
    if (hasEnded) return `${consumer} ended behind ${entry.stage}`;
  }
  return undefined;
}

const endsBehind = (trace: Trace, stage: string, index: number): boolean =>
  trace.entries.slice(index + 1).some((entry) => entry.type === "exit" && entry.stage === stage);

const accountsOf = (panels: readonly Panel[]): [Account, Account, Account] =>
  panels.map(({ trace }) => accountOf(trace)) as [Account, Account, Account];

/** What the stages that were started again asked for first: all but the two first subscriptions are theirs. */
function askedAnew(trace: Trace): number {
  return subscriptionsOf(trace)
    .slice(2)
    .reduce((sum, { asks }) => sum + (asks[0] ?? 0), 0);
}

export const crashAndCancel: FigureSpec = {
  slug: "crash-and-cancel",
  number: 12,
  chapters: [11],
  title: "Who ends with whom, and what is lost",
  lead:
    "Quakes go from a feed to `locate` and on to the archive, and one of the three is ended on the way. " +
    "The three runs differ in the cancel mode of the subscriptions alone.",
  question: {
    text:
      "`locate` is killed with quakes in its hands, and its supervisor starts it again at once. Under which cancel modes does " +
      "the archive get the quakes that come after?",
    options: [
      {
        text: "under all three: `locate` is back, and is asked again",
        why: "The archive had a subscription with the stage that ended. It ended, too, and nobody makes another for a stage that lives on.",
      },
      {
        text: "under permanent and transient, where the archive ends as well",
        why: "It is started again as well, and subscribes as at any start. What ends together comes back together.",
      },
      {
        text: "under temporary alone, where the archive lives on",
        why: "It lives and has nobody to ask. Whoever subscribes as temporary has to subscribe anew, in `handleCancel` for example.",
      },
    ],
    answer: (panels) => {
      const [permanent, , temporary] = accountsOf(panels).map(
        ({ archived, taken }) => archived > taken / 2,
      );
      return permanent === temporary ? 0 : permanent === true ? 1 : 2;
    },
  },
  parameters: [
    {
      kind: "choice",
      name: "who",
      label: "Who is ended",
      choices: [
        { value: "feed", label: "the feed" },
        { value: "locate", label: "locate" },
        { value: "archive", label: "the archive" },
      ],
      initial: "locate",
    },
    {
      kind: "choice",
      name: "how",
      label: "How",
      choices: [
        { value: "crash", label: "by force, which is a failure" },
        { value: "stop", label: "in order, behind the batch in hand" },
      ],
      initial: "crash",
    },
    {
      kind: "choice",
      name: "supervisor",
      label: "Supervisor",
      choices: [
        { value: "none", label: "none" },
        { value: "one_for_one", label: "one_for_one: starts whoever has ended" },
        { value: "rest_for_one", label: "rest_for_one: and all that were started after it" },
      ],
      initial: "one_for_one",
    },
    {
      kind: "range",
      name: "atMs",
      label: "When",
      min: 0,
      max: 300,
      step: 5,
      initial: 45,
      unit: "ms",
    },
    {
      kind: "range",
      name: "maxDemand",
      label: "maxDemand of each",
      min: 1,
      max: 20,
      step: 1,
      initial: 4,
      unit: "events",
    },
    {
      kind: "range",
      name: "handleMs",
      label: "Time for each quake",
      min: 1,
      max: 30,
      step: 1,
      initial: 10,
      unit: "ms",
    },
    {
      kind: "range",
      name: "count",
      label: "Quakes",
      min: 1,
      max: 60,
      step: 1,
      initial: 20,
      unit: "events",
    },
  ],
  view: "lost",
  run,
  metrics: (panels, values) =>
    panels.flatMap(({ label, trace }) => {
      const { taken, archived, lost, held, again } = accountOf(trace);
      return [
        { label: `${label}: archived`, value: archived, unit: "events" },
        { label: `${label}: lost`, value: lost, unit: "events" },
        { label: `${label}: held`, value: held, unit: "events" },
        {
          label: `${label}: never asked for`,
          value: numberOf(values, "count") - taken,
          unit: "events",
        },
        { label: `${label}: stages started again`, value: again, unit: "" },
        { label: `${label}: asked anew by them`, value: askedAnew(trace), unit: "events" },
      ];
    }),
  surprise: (panels, values) => {
    const [permanent, transient, temporary] = accountsOf(panels);
    const lost = [permanent.lost, transient.lost, temporary.lost];
    return (
      `Of ${numberOf(values, "count")} quakes ${permanent.archived} were archived under permanent, ${transient.archived} under transient ` +
      `and ${temporary.archived} under temporary. Lost were ${lost[0]}, ${lost[1]} and ${lost[2]}: a stage that is started again ` +
      `begins without what it had.`
    );
  },
  invariants: [
    deliveredWithinAsked,
    {
      says: "taken = archived + lost + held",
      broken: (panels) =>
        firstBroken(panels, ({ trace }) => {
          const { taken, archived, lost, held } = accountOf(trace);
          if (taken === archived + lost + held) return undefined;
          return `${taken} were taken, ${archived} archived, ${lost} lost and ${held} are held`;
        }),
    },
    {
      says: "no quake is archived twice",
      broken: (panels) =>
        firstBroken(panels, ({ trace }) => {
          const names = handledBy(trace, "archive").map(nameOf);
          const twice = names.find((name, index) => names.indexOf(name) < index);
          return twice === undefined ? undefined : `${twice} was`;
        }),
    },
    {
      says: "permanent: a consumer ends with its producer; transient: if that failed; temporary: it lives on",
      broken: (panels, values) => firstBroken(panels, (panel) => wrongEnd(panel, values)),
    },
    {
      says: "a supervisor starts again whoever has ended; without one nobody is started again",
      broken: (panels, values) =>
        firstBroken(panels, ({ trace }) => {
          const ends = trace.entries.filter(({ type }) => type === "exit").length;
          const { again } = accountOf(trace);
          if (again === (values["supervisor"] === "none" ? 0 : ends)) return undefined;
          return `${ends} stages ended, and ${again} were started again`;
        }),
    },
  ],
};
