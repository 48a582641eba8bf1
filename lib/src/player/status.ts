import { timeWords } from "../show/paint/times.ts";
import { count, counted, fit } from "../show/paint/words.ts";
import type { Step } from "../show/run/run.ts";
import { wordsOf } from "../show/run/step-words.ts";
import type { Reel } from "./reel.ts";

/** What a step says of whom: `reviewer asks feed for 5`. */
export function sentenceOf(step: Step): string {
  const { what, n = 0, note } = step;
  const [from, to] = [fit(step.from, 40), fit(step.to, 40)];
  switch (what) {
    case "ask":
      return `${from} asks ${to} for ${count(n)}`;
    case "events":
      return `${from} sends ${to} ${counted(n, "event")}${note && `: ${fit(note, 60)}`}`;
    case "subscribe":
      return `${from} subscribes to ${to}, ${fit(note, 60)}`;
    case "cancel":
      return `${from} and ${to} part: ${fit(note, 80)}`;
    case "handle":
      if (step.phase === "end") return `${to} has handled ${counted(n, "event")}`;
      return `${to} handles ${counted(n, "event")} ${fit(note, 60)}`;
    case "demand":
      return `${to} is asked for ${count(n)}`;
    case "sample":
      return note;
    case "unbuffered":
      return `${count(n)} leave the buffer of ${to}, ${note}`;
    default:
      return `${to} ${fit(wordsOf(step), 120)}`;
  }
}

/** What the scrubber's position means, for who cannot see it. */
export function valueText(reel: Reel, labels: readonly string[], position: number): string {
  const step = reel.stepAt(position);
  if (step === undefined) return "before the first step";
  return `${panelWords(reel, labels, position)}step ${count(step.step)}: ${sentenceOf(step)}`;
}

/** The line under the picture. */
export function statusLine(reel: Reel, labels: readonly string[], position: number): string {
  const step = reel.stepAt(position);
  if (step === undefined) return `before the first of ${counted(reel.length, "step")}`;
  const last = reel.lastOf(reel.panelAt(position), reel.length)!.step;
  const place = `step ${count(step.step)} of ${count(last)} at ${timeWords(step.at)}`;
  return `${panelWords(reel, labels, position)}${place}: ${sentenceOf(step)}`;
}

function panelWords(reel: Reel, labels: readonly string[], position: number): string {
  return labels.length > 1 ? `${fit(labels[reel.panelAt(position)]!, 40)}, ` : "";
}
