import { lostOnTheWay } from "../../../report.ts";
import { namesText } from "../../run/event-names.ts";
import { isAbnormal, valueAt, type Stage, type Step } from "../../run/run.ts";
import { stageOf, stepsBefore, type View } from "../../run/view.ts";
import { timeCell, timeWords } from "../../paint/times.ts";
import { count, counted, fit } from "../../paint/words.ts";

/** A share of the events that came to a stage, or that it put out. */
export interface Part {
  readonly of: "handled" | "in hand" | "waiting" | "sent" | "buffered" | "lost";
  readonly n: number;
  /** What became of them, in a few words. */
  readonly words: string;
}

/** Where events went: parts whose sum is the whole. */
export interface Balance {
  readonly of: "in" | "out";
  readonly whole: number;
  /** Those above 0. */
  readonly parts: readonly Part[];
}

export interface Account {
  readonly stage: string;
  readonly balances: readonly Balance[];
}

export interface Ledger {
  readonly accounts: readonly Account[];
  /** The losses of the window. */
  readonly losses: readonly Step[];
  /** Lost by all stages, those not drawn too, up to the last step. */
  readonly lost: number;
}

/** Who ended before the events came; the sender says so, and has counted them as sent. */
const tooLate: string = lostOnTheWay.consumerEnded;
const fromMailbox: readonly string[] = [lostOnTheWay.stageEnded, lostOnTheWay.subscriptionEnded];

/**
 * Where every event went that was sent to a stage, or that a stage put out, up to the view's last step.
 * What a stage put out is known by what became of it: sent, in its buffer, or lost.
 */
export function ledgerOf(view: View): Ledger {
  const stages = view.names.map((name) => stageOf(view, name));
  const accounts = stages.map((stage) => accountOf(stage, view));
  const lost = view.run.stages.reduce((sum, stage) => sum + stage.lost, 0);
  const losses = view.steps.filter((step) => step.what === "discarded");
  return { accounts, losses, lost };
}

function accountOf(stage: Stage, view: View): Account {
  const reasons = lossesOf(stage, view);
  const balances: Balance[] = [];
  const asks = view.run.edges.filter((edge) => edge.consumer === stage.name);
  if (asks.length > 0) {
    const held = valueAt(stage.levels.waiting, 0);
    const received = asks.reduce((sum, edge) => sum + edge.delivered, held);
    balances.push(intake(stage, received, reasons, view));
  }
  const out = [...reasons].filter(([why]) => why !== tooLate && !isOfMailbox(why));
  const parts: Part[] = [
    { of: "sent", n: stage.sent, words: "sent" },
    { of: "buffered", n: valueAt(stage.levels.buffered, view.to), words: "in its buffer" },
    ...out.map(([why, n]) => ({ of: "lost", n, words: `lost (${why})` }) as const),
  ];
  if (asks.length === 0 || parts.some(({ n }) => n > 0)) balances.push(balance("out", parts));
  return { stage: stage.name, balances };
}

const isOfMailbox = (why: string): boolean => fromMailbox.includes(why);

/** How many a stage has lost for each reason. */
function lossesOf(stage: Stage, { run, to }: View): Map<string, number> {
  const reasons = new Map<string, number>();
  for (const [number] of stage.levels.lost.points) {
    const step = run.steps[stepsBefore(run, number)];
    if (number > to || step?.step !== number) continue;
    reasons.set(step.note, (reasons.get(step.note) ?? 0) + (step.n ?? 0));
  }
  return reasons;
}

function intake(
  stage: Stage,
  received: number,
  reasons: ReadonlyMap<string, number>,
  { run, to }: View,
): Balance {
  const lost = [...reasons].filter(([why]) => isOfMailbox(why));
  const inHand = valueAt(stage.levels["in hand"], to);
  const waiting = valueAt(stage.levels.waiting, to);
  const cut = cutShort(stage, { run, to });
  const rest = received - stage.handled - lost.reduce((sum, [, n]) => sum + n, 0);
  return balance("in", [
    { of: "handled", n: stage.handled - inHand - cut, words: "handled" },
    { of: "in hand", n: inHand, words: "in hand" },
    { of: "lost", n: cut, words: "in hand when it failed" },
    { of: "waiting", n: waiting, words: "in its mailbox" },
    // One started again under its name has nothing of what was sent to the one before.
    { of: "lost", n: rest - waiting, words: "sent after it had ended" },
    ...lost.map(([why, n]) => ({ of: "lost", n, words: `lost (${why})` }) as const),
  ]);
}

/** What a stage had in hand when it failed: a handler that threw has no end, so nobody knows how far it came. */
function cutShort({ levels }: Stage, { run, to }: Pick<View, "run" | "to">): number {
  const { points } = levels["in hand"];
  return points.reduce((sum, [number, , value], index) => {
    if (value > 0 || number > to) return sum;
    const step = run.steps[stepsBefore(run, number)];
    return sum + (step && isAbnormal(step) ? (points[index - 1]?.[2] ?? 0) : 0);
  }, 0);
}

function balance(of: Balance["of"], all: readonly Part[]): Balance {
  const parts = all.filter(({ n }) => n > 0);
  return { of, parts, whole: parts.reduce((sum, { n }) => sum + n, 0) };
}

/** `15 sent to it = 10 handled + 5 in its mailbox`. */
export function equation({ of, whole, parts }: Balance): string {
  const words = of === "in" ? "sent to it" : "put out";
  if (parts.length === 0) return `0 ${words}`;
  return `${count(whole)} ${words} = ${parts.map((part) => `${count(part.n)} ${part.words}`).join(" + ")}`;
}

/** The balance of the run in a sentence. */
export function ledgerWords({ accounts, lost }: Ledger): string {
  const sum = (of: Balance["of"], part?: Part["of"]): number =>
    accounts
      .flatMap(({ balances }) => balances)
      .filter((one) => one.of === of)
      .flatMap(({ parts }) => parts)
      .reduce((all, { of: own, n }) => all + (part === undefined || own === part ? n : 0), 0);
  const [sent, handled] = [sum("in"), sum("in", "handled")];
  const inFlight = sum("in", "in hand") + sum("in", "waiting");
  const unknown = sum("in", "lost");
  const others = [
    `${count(handled)} handled`,
    inFlight > 0 ? `${count(inFlight)} in flight` : "",
    unknown > 0 ? `${count(unknown)} not handled to the end` : "",
  ];
  const whole = `${counted(sent, "event")} sent = ${others.filter((part) => part !== "").join(" + ")}`;
  const buffered = sum("out", "buffered");
  const kept = buffered > 0 ? `; ${count(buffered)} still buffered` : "";
  return `${lost > 0 ? `${counted(lost, "event")} lost` : "Nothing was lost"}: ${whole}${kept}.`;
}

const whichOf = ({ n = 0, ids }: Step): string => namesText(ids, n <= (ids?.length ?? 0));

/** One loss in a row of words: when, step, stage, how many, why, which; the last loss is at `lastAt` ms. */
export function lossCells(step: Step, lastAt: number): string[] {
  const { at, to, n = 0, note } = step;
  return [timeCell(at, lastAt), String(step.step), to, count(n), note, whichOf(step)];
}

/** The same as a sentence. */
export function lossWords(step: Step): string {
  const { at, to, n = 0, note } = step;
  const names = whichOf(step);
  const which = names && ` (${fit(names, 40)})`;
  return `${timeWords(at)}, step ${step.step}: ${fit(to, 30)} lost ${count(n)}${which}, ${note}`;
}
