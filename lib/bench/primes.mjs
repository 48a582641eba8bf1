/*
 * The handler of W8, in a module of its own that threads load: it takes about a millisecond and
 * allocates nothing.
 */

const upTo = 28_000;

/** How many primes there are below 28 000 that leave the rest `n % 7` when divided by 7. */
export function primes(n) {
  const rest = n % 7;
  let count = 0;
  for (let candidate = 2; candidate < upTo; candidate++) {
    let isPrime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) {
      if (candidate % divisor === 0) {
        isPrime = false;
        break;
      }
    }
    if (isPrime && candidate % 7 === rest) count++;
  }
  return count;
}

/** How many primes below 28 000 leave each rest when divided by 7. */
const counts = [1, 498, 506, 510, 507, 521, 512];

/** What `count` events come to. */
export function primesChecksum(count) {
  let sum = 0;
  for (let n = 0; n < count; n++) sum += counts[n % 7];
  return sum;
}
