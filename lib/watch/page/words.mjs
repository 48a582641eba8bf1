/* Numbers and sentences, as a reader of English reads them. */

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });

/** 950, 12,300, 4.56M. */
export function count(n) {
  return Math.abs(n) < 100_000 ? whole.format(n) : short.format(n);
}

/** Events a second. */
export function rate(n) {
  return n > 0 && n < 10 ? n.toFixed(1) : count(n);
}

/** What is there, in one sentence: the text in the place of the picture. */
export function pictureWords({ snapshot, rates }) {
  const { stages, subscriptions } = snapshot;
  const flows = subscriptions.map(({ producer, consumer }, i) => {
    const events = rate(rates.subscriptions[i]?.delivered ?? 0);
    return `${producer} sends ${consumer} ${events} events a second`;
  });
  const counted = `${stages.length} ${stages.length === 1 ? "stage" : "stages"}`;
  return flows.length === 0 ? `${counted}.` : `${counted}: ${flows.join("; ")}.`;
}

/** Below a stage's name: what it holds. */
export function holdings(stage) {
  const parts = [];
  if (stage.inHand > 0) parts.push(`${count(stage.inHand)} in hand`);
  else if (stage.callback !== undefined) parts.push(`in ${stage.callback}`);
  if (stage.children !== undefined) parts.push(`${count(stage.children)} children`);
  if (stage.waitingEvents > 0) parts.push(`${count(stage.waitingEvents)} waiting`);
  if (stage.bufferedCount > 0) parts.push(`${count(stage.bufferedCount)} buffered`);
  if (stage.heldCount > 0) parts.push(`${count(stage.heldCount)} held`);
  return parts.length === 0 ? "holds nothing" : parts.join(", ");
}
