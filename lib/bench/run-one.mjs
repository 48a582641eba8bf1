/* One contestant in a process of its own: `node run-one.mjs MODULE WORK NAME COUNT`, prints JSON. */
import { primesChecksum } from "./primes.mjs";
import { linearChecksum, sumChecksum } from "./work.mjs";

const [module, work, name, countText] = process.argv.slice(2);
const count = Number(countText);
const loaded = await import(`./${module}`);

if (work === "M1") {
  let peak = 0;
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  await loaded.memory(count, () => {
    globalThis.gc();
    peak = Math.max(peak, process.memoryUsage().heapUsed - before);
  });
  console.log(JSON.stringify({ retainedMb: peak / 1e6 }));
} else {
  const run = loaded.entries[work][name];
  const expected =
    {
      W1: linearChecksum,
      W3: linearChecksum,
      W5: (n) => 4 * sumChecksum(n),
      W8: primesChecksum,
    }[work] ?? sumChecksum;
  // The whole work, at least once and for at least a second, so that the compiler is done; then measured.
  const until = performance.now() + 1000;
  do check(await run(count), expected(count));
  while (performance.now() < until);
  const started = performance.now();
  const checksum = await run(count);
  const ms = performance.now() - started;
  check(checksum, expected(count));
  console.log(JSON.stringify({ ms, perSecond: (count / ms) * 1000 }));
}

function check(got, expected) {
  if (got !== expected) throw new Error(`${name}: the checksum is ${got}, expected ${expected}`);
}
