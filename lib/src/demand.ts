/**
 * The arithmetic of `maxDemand` and `minDemand` (spec 2.3): how a delivery is cut into batches, and
 * when and for how much a consumer asks again. Plain numbers, no stage and no message.
 */

/** What a consumer keeps of one automatic subscription. */
export interface DemandRecord {
  /** Asked and not yet received, from `minDemand` + 1 to `maxDemand`. */
  demand: number;
  /** As the subscription has it. */
  readonly maxDemand: number;
  /** As the subscription has it. */
  readonly minDemand: number;
}

/**
 * Takes a batch of `counted` events off a record, and answers how many to ask for behind it (0: none
 * yet). An ask brings the record back to `maxDemand`, so it can be more than max - min (S-11).
 *
 * @example
 * const record = { demand: 10, maxDemand: 10, minDemand: 5 };
 * console.assert(askAfter(record, 3) === 0 && record.demand === 7);
 * console.assert(askAfter(record, 3) === 6 && record.demand === 10);
 */
export function askAfter(record: DemandRecord, counted: number): number {
  const left = record.demand - counted;
  if (left > record.minDemand) {
    record.demand = left;
    return 0;
  }
  record.demand = record.maxDemand;
  return record.maxDemand - left;
}

/** The largest batch that `handleEvents` is given: a delivery is cut at max - min, never at min. */
export function batchSize(record: DemandRecord): number {
  return record.maxDemand - record.minDemand;
}

/**
 * Plays one delivery of `count` events through a record. The events beyond what was asked ("excess")
 * are handled too but count for no demand (S-12).
 *
 * @returns the batches in order: their size, and what is asked for after each.
 * @example
 * const record = { demand: 10, maxDemand: 10, minDemand: 5 };
 * const sizes = playDelivery(record, 7).map((batch) => `${batch.size}(${batch.ask})`);
 * console.assert(sizes.join(" ") === "5(5) 2(0)" && record.demand === 8);
 */
export function playDelivery(
  record: DemandRecord,
  count: number,
): { readonly size: number; readonly ask: number }[] {
  const batches: { size: number; ask: number }[] = [];
  let counted = record.demand;
  for (let left = count; left > 0;) {
    const size = Math.min(left, batchSize(record));
    const counts = Math.min(size, counted);
    counted -= counts;
    batches.push({ size, ask: askAfter(record, counts) });
    left -= size;
  }
  return batches;
}
