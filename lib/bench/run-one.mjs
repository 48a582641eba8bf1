/* One contestant in a process of its own: `node run-one.mjs MODULE WORK NAME COUNT`, prints JSON. */
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
    }[work] ?? sumChecksum;
  // Warm up on a tenth, then measure.
  const warm = Math.max(1, Math.floor(count / 10));
  check(await run(warm), expected(warm));
  const started = performance.now();
  const checksum = await run(count);
  const ms = performance.now() - started;
  check(checksum, expected(count));
  console.log(JSON.stringify({ ms, perSecond: (count / ms) * 1000 }));
}

function check(got, expected) {
  if (got !== expected) throw new Error(`${name}: the checksum is ${got}, expected ${expected}`);
}
