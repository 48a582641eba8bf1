/* The page: it hears samples, keeps those of the last minute, and shows the latest or, paused, any of them. */
import { drawLine, drawPicture, svg } from "./picture.mjs";
import { count, rate } from "./words.mjs";

/** A minute of samples. */
const most = 600;
const byId = (id) => document.getElementById(id);
const status = byId("status");
const pause = byId("pause");
const moment = byId("moment");
const choice = byId("system");

let history = [];
// Where somebody has paused: the samples of then.
let frozen;
let events;
let shown = { key: "", write: () => {} };

function connect(number) {
  events?.close();
  history = [];
  frozen = undefined;
  showPause();
  events = new EventSource(`events?system=${number}`);
  events.addEventListener("systems", ({ data }) => showChoice(JSON.parse(data), number));
  events.addEventListener("trouble", ({ data }) => say(JSON.parse(data)));
  events.addEventListener("sample", ({ data }) => take(JSON.parse(data)));
  events.addEventListener("error", () => say("The program has ended, or cannot be reached."));
}

function say(sentence) {
  if (status.textContent !== sentence) status.textContent = sentence;
}

function take(sample) {
  history.push(sample);
  if (history.length > most) history.shift();
  if (frozen !== undefined) return;
  const isEmpty = sample.snapshot.stages.length === 0;
  say(isEmpty ? "No stage runs in this system now." : "Live, ten times a second.");
  show(history, history.length - 1);
}

// --- What is shown ----------------------------------------------------------------------------

function show(samples, index) {
  const sample = samples[index];
  if (sample === undefined) return;
  const { stages, subscriptions } = sample.snapshot;
  const key = JSON.stringify([
    stages.map(({ name }) => name),
    subscriptions.map(({ subscription }) => subscription),
  ]);
  if (key !== shown.key) shown = { key, write: build(sample.snapshot) };
  shown.write(sample, samples.slice(0, index + 1));
}

/** Makes the elements of a topology; answers what writes the numbers into them. */
function build(snapshot) {
  const picture = drawPicture(byId("picture"), snapshot);
  const cards = snapshot.subscriptions.map(card);
  byId("subscriptions").replaceChildren(...cards.map(({ item }) => item));
  const rows = snapshot.stages.map(row);
  byId("stages").replaceChildren(...rows.map(({ line }) => line));
  return (sample, samples) => {
    picture(sample);
    cards.forEach(({ write }, i) => write(sample, i, samples));
    rows.forEach(({ write }, i) => write(sample, i));
  };
}

function card({ subscription, producer, consumer, maxDemand, minDemand, mode }) {
  const speed = document.createElement("p");
  const demand = document.createElement("p");
  const title = document.createElement("strong");
  title.textContent = `${producer} to ${consumer}`;
  const line = svg("polyline");
  const chart = svg("svg", { viewBox: `0 0 ${most} 40`, preserveAspectRatio: "none", role: "img" });
  chart.append(line);
  const item = document.createElement("li");
  item.append(title, speed, chart, demand);
  const write = ({ snapshot, rates }, i, samples) => {
    const { pending, delivered } = snapshot.subscriptions[i];
    const values = samples.map((one) => rateOf(one, subscription));
    speed.textContent = `${rate(rates.subscriptions[i].delivered)} events/s, ${count(delivered)} in all`;
    demand.textContent = `${count(pending)} pending of ${count(maxDemand)} at most, ${count(minDemand)} at least (${mode})`;
    chart.setAttribute(
      "aria-label",
      `Events a second in the last minute: at most ${rate(Math.max(0, ...values))}`,
    );
    drawLine(line, values, most);
  };
  return { item, write };
}

function rateOf({ rates }, subscription) {
  const found = rates.subscriptions.find((one) => one.subscription === subscription);
  return found?.delivered ?? 0;
}

function row({ name }) {
  const line = document.createElement("tr");
  const head = document.createElement("th");
  head.scope = "row";
  head.textContent = name;
  const cells = Array.from({ length: 7 }, () => document.createElement("td"));
  line.append(head, ...cells);
  const write = ({ snapshot, rates }, i) => {
    const stage = snapshot.stages[i];
    const speeds = rates.stages[i];
    const numbers = [
      rate(speeds.handled),
      rate(speeds.sent),
      count(stage.waitingEvents),
      count(stage.inHand),
      count(stage.bufferedCount),
      count(stage.discarded),
      count(stage.pendingDemand),
    ];
    cells.forEach((cell, at) => (cell.textContent = numbers[at]));
  };
  return { line, write };
}

// --- What the reader does ---------------------------------------------------------------------

function showChoice(numbers, current) {
  byId("choice").hidden = numbers.length < 2;
  const options = numbers.map((number) => new Option(`${number} of ${numbers.length}`, number));
  choice.replaceChildren(...options);
  choice.value = String(current);
}

function showPause() {
  const isPaused = frozen !== undefined;
  pause.textContent = isPaused ? "Go on" : "Pause";
  pause.setAttribute("aria-pressed", String(isPaused));
  byId("back").hidden = !isPaused;
}

pause.addEventListener("click", () => {
  frozen = frozen === undefined ? [...history] : undefined;
  showPause();
  if (frozen === undefined) {
    show(history, history.length - 1);
    return;
  }
  moment.max = String(Math.max(0, frozen.length - 1));
  moment.value = moment.max;
  say("Paused: choose a moment of the last minute. The program runs on.");
});

moment.addEventListener("input", () => {
  const index = Number(moment.value);
  const seconds = (Number(moment.max) - index) / 10;
  moment.setAttribute("aria-valuetext", `${seconds} seconds before`);
  show(frozen ?? history, index);
});

choice.addEventListener("change", () => connect(Number(choice.value)));
connect(1);
