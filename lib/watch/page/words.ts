/* Numbers as a reader of English reads them. */

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });

/** 950, 12,300, 4.56M. */
export function count(n: number): string {
  return Math.abs(n) < 100_000 ? whole.format(n) : short.format(n);
}

/** Events a second. */
export function rate(n: number): string {
  return n > 0 && n < 10 ? n.toFixed(1) : count(n);
}
