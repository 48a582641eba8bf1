import type { WriteStream } from "node:tty";

/** Tells on stderr how far a grading is: one line that changes on a terminal, else a line every few seconds. */
export function progressLine(stream: WriteStream = process.stderr): {
  tell(progress: { done: number; of: number; again: boolean }): void;
  end(): void;
} {
  let since = performance.now();
  let told = -Infinity;
  let phase = false;
  return {
    tell({ done, of, again }) {
      if (again !== phase) since = performance.now();
      phase = again;
      const now = performance.now();
      const isLast = done === of;
      if (!isLast && now - told < (stream.isTTY ? 100 : 5000)) return;
      told = now;
      const left = ((now - since) / done) * (of - done);
      const what = again ? "run a second time" : "graded";
      const text = `${done} of ${of} ${what}${isLast ? "" : `, about ${duration(left)} left`}`;
      stream.write(stream.isTTY ? `\r\u001b[2K${text}` : `${text}\n`);
    },
    end() {
      if (stream.isTTY && told > 0) stream.write("\n");
    },
  };
}

/** Seconds below two minutes, then minutes. */
export function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
