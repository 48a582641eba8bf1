import { describeReason, quoted } from "./errors.ts";
import type { ExitReason } from "./exit-reason.ts";

/*
 * The sentences for what no callback hears of. They go to the system's `log`, by default to
 * `console.error`, so that a reader sees them in the cell that runs.
 */

/** Why events are lost on their way to a consumer, as the trace says it; figures tell by it where they were. */
export const lostOnTheWay = {
  /** Sent to a stage that is no more. */
  consumerEnded: "their consumer has ended",
  /** They came behind the end of their subscription. */
  subscriptionEnded: "their subscription has ended",
  /** They waited at a stage that has ended. */
  stageEnded: "the stage ended before it handled them",
} as const;

/** A callback threw. The stack is shown as far as it is the user's own. */
export function crashReport(stage: string, callback: string, error: unknown): string {
  const head = `Stage "${stage}" crashed in \`${callback}\`: ${describeReason(error)}`;
  if (!(error instanceof Error) || typeof error.stack !== "string") return head;
  const frames = error.stack.split("\n").filter((line) => /^\s+at (?!.*node:)/.test(line));
  // What the user called in the library and did not like the call comes first; then the user's own frames.
  const first = frames.findIndex((line) => !calledFrame.test(line));
  const shown = first === -1 ? [] : frames.slice(first);
  const libraryAt = shown.findIndex((line) => libraryFrame.test(line));
  return [head, ...(libraryAt === -1 ? shown : shown.slice(0, libraryAt))].join("\n");
}

const calledFrame =
  /^\s+at (?:async )?(?:(?:Stage|System)\.[a-z]\w*|check\w+|oneOf|demandMode|subscriptionSettings|startStage) /;
const libraryFrame =
  /^\s+at (?:(?:async )?(?:Stage|Process|(?:Producer|Consumer|Message)Side|StageOutput|Children|RunLoop)\.|take(?:Sync|Async) |#(?:callHandleDemand|handle|onInfo|onCast|onCall|run|receiveNext|register|release|resume)\b)/;

/** A stage ends because a producer that it is bound to did. */
export function followReport(
  stage: string,
  producer: string,
  cancel: string,
  reason: ExitReason,
): string {
  return `Stage "${stage}" ends too, for its subscription to "${producer}" is ${cancel}: ${describeReason(reason)}`;
}

/** A stage ends in order with its producer, and what it had made is lost (S-19). */
export function cutOffReport(stage: string, producer: string, count: number): string {
  return `Stage "${stage}" ends with "${producer}", and ${events(count)} in its buffer that nobody had asked for yet are lost: to hand them out first, subscribe with \`cancel: "transient"\` and call \`stage.complete()\` in \`handleCancel\``;
}

/** A consumer supervisor ends in order with its producer, and its children with it. */
export function cutShortReport(stage: string, producer: string, count: number): string {
  const children = `${count} ${count === 1 ? "child" : "children"}`;
  return `Stage "${stage}" ends with "${producer}", and ${children} that had not finished with it: to let them finish, subscribe with \`cancel: "transient"\``;
}

export function discardReport(stage: string, count: number, why: string): string {
  return `Stage "${stage}" discarded ${events(count)}: ${why}`;
}

export function excessReport(stage: string, producer: string, count: number): string {
  return `Stage "${stage}" received ${events(count)} in excess of its demand from "${producer}"; they are handled all the same`;
}

export function returnedReport(stage: string, callback: string, count: number): string {
  return `Stage "${stage}" is a consumer, but its \`${callback}\` returned ${events(count)}: they go nowhere`;
}

export function noInfoReport(stage: string, message: unknown): string {
  return `Stage "${stage}" was sent a message and has no \`handleInfo\`: ${quoted(message)}`;
}

export function subscribedReport(stage: string, kind: string): string {
  return `Stage "${stage}" is a ${kind} and was subscribed to: nothing will come from it`;
}

export function noModeReport(stage: string, kind: string): string {
  return `Stage "${stage}" is a ${kind} and has no demand mode to set`;
}

function events(count: number): string {
  return `${count} event${count === 1 ? "" : "s"}`;
}

/** A callback returned something that is no list of events. */
export function notAListSentence(callback: string, result: unknown): string {
  return `Expected \`${callback}\` to return a list of events or nothing, got ${quoted(result)}`;
}
