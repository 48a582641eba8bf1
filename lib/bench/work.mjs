/*
 * The handlers that every contestant runs, and what a run must come to. A contestant gets `count` events
 * through them and answers the checksum.
 */

/** `count` integers from `from`. */
export function integers(from, count) {
  const events = new Array(count);
  for (let i = 0; i < count; i++) events[i] = from + i;
  return events;
}

export const double = (n) => n * 2;
export const isKept = (n) => n % 3 !== 0;

export function doubleAll(events) {
  const doubled = new Array(events.length);
  for (let i = 0; i < events.length; i++) doubled[i] = events[i] * 2;
  return doubled;
}

export function keepSome(events) {
  const kept = [];
  for (let i = 0; i < events.length; i++) if (events[i] % 3 !== 0) kept.push(events[i]);
  return kept;
}

export function sumOf(events) {
  let sum = 0;
  for (let i = 0; i < events.length; i++) sum += events[i];
  return sum;
}

/** What W1 and W3 must sum up to, by arithmetic and not by running anything. */
export function linearChecksum(count) {
  const triples = Math.floor((count - 1) / 3);
  return count * (count - 1) - 3 * triples * (triples + 1);
}

/** The sum of 0 to count - 1. */
export function sumChecksum(count) {
  return (count * (count - 1)) / 2;
}

/** Which of four an event belongs to: a hash that is not the event's own order. */
export function fourth(n) {
  return (Math.imul(n, 2654435761) >>> 16) & 3;
}

/** A source of integers that emits what it is asked for and knows its end. */
export class Source {
  next = 0;
  constructor(count) {
    this.count = count;
  }
  take(demand) {
    const events = integers(this.next, Math.min(demand, this.count - this.next));
    this.next += events.length;
    return events;
  }
  get isDone() {
    return this.next === this.count;
  }
}
