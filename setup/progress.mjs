// One line per step of a longer work, with the time it took; on stderr, for stdout belongs to what a command answers.

export function seconds(since) {
  const s = (performance.now() - since) / 1000;
  return s < 100 ? `${s.toFixed(1)} s` : `${Math.floor(s / 60)} min ${Math.round(s % 60)} s`;
}

/** Does `work` under a name: shows that it goes on, then its outcome (by default what it answered) and how long it took. */
export async function step(name, work, outcome) {
  const since = performance.now();
  const live = process.stderr.isTTY;
  const label = `  ${name.padEnd(20)} `;
  const tick = live
    ? setInterval(() => process.stderr.write(`\r${label}${seconds(since)} `), 500)
    : setInterval(() => console.error(`${label}still working, ${seconds(since)}`), 20_000);
  const end = (outcome) => {
    clearInterval(tick);
    const line = `${label}${outcome}, ${seconds(since)}`;
    console.error(live ? `\r${line}\x1b[K` : line);
  };
  try {
    const answer = await work();
    end(outcome ?? answer);
    return answer;
  } catch (error) {
    end("failed");
    throw error;
  }
}
