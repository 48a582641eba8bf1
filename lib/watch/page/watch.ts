/* The page: it hears samples, keeps those of the last minute, and has the player show them. */
import type { Sample } from "headgate/live";
import { Follower } from "./follower.ts";
import { Heard } from "./heard.ts";
import { NumbersTable } from "./numbers-table.ts";

/** A minute of samples. */
const mostSamples = 600;
/** Between two pictures: oftener nobody can read what changes, and the page lets the machine rest. */
const refreshMs = { least: 250, most: 1000, timesItsCost: 30 };

const byId = <Kind extends HTMLElement>(id: string): Kind => document.getElementById(id) as Kind;
const status = byId("status");
const pause = byId<HTMLButtonElement>("pause");
const choice = byId<HTMLSelectElement>("system");

const heard = new Heard(mostSamples);
const numbers = new NumbersTable(byId("stages"));
const follower = new Follower(byId("player"), heard, {
  show: (sample) => numbers.show(sample),
  following: (isFollowing) => {
    pause.textContent = isFollowing ? "Pause" : "Go on";
    say();
  },
});

let events: EventSource | undefined;
/** Why nothing is heard, or undefined. */
let trouble: string | undefined;
/** Undefined before the first sample. */
let hasStages: boolean | undefined;

function connect(number: number): void {
  events?.close();
  heard.clear();
  hasStages = undefined;
  trouble = undefined;
  follower.clear();
  events = new EventSource(`events?system=${number}`);
  hear("systems", (numbers: readonly number[]) => showChoice(numbers, number));
  hear("trouble", (why: string) => say(why));
  hear("sample", take);
  events.addEventListener("error", () => say("The program has ended, or cannot be reached."));
  say();
}

function hear<Told>(type: string, listener: (told: Told) => void): void {
  events?.addEventListener(type, ({ data }: MessageEvent<string>) => listener(JSON.parse(data)));
}

function take(sample: Sample): void {
  heard.add(sample);
  const isFirst = hasStages === undefined;
  hasStages = sample.snapshot.stages.length > 0;
  trouble = undefined;
  if (isFirst) follower.refresh();
  say();
}

/** Says what the page does now, or why it cannot. */
function say(why: string | undefined = trouble): void {
  trouble = why;
  const sentence = trouble ?? whatItDoes();
  if (status.textContent !== sentence) status.textContent = sentence;
}

function whatItDoes(): string {
  if (hasStages === undefined) return "Waiting for the file to make a system.";
  if (!follower.isFollowing) return "Paused: go through the last minute. The program runs on.";
  return hasStages ? "Live, ten times a second." : "No stage runs in this system now.";
}

function showChoice(systems: readonly number[], current: number): void {
  byId("choice").hidden = systems.length < 2;
  const options = systems.map(
    (number) => new Option(`${number} of ${systems.length}`, `${number}`),
  );
  choice.replaceChildren(...options);
  choice.value = String(current);
}

pause.addEventListener("click", () => (follower.isFollowing = !follower.isFollowing));
choice.addEventListener("change", () => connect(Number(choice.value)));

function refresh(): void {
  const from = performance.now();
  if (!document.hidden) follower.refresh();
  const { least, most, timesItsCost } = refreshMs;
  const cost = performance.now() - from;
  setTimeout(refresh, Math.min(most, Math.max(least, cost * timesItsCost)));
}

refresh();
connect(1);
