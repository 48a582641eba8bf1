import type { WriteStream } from "node:tty";

/** How far a piece of work is. */
export interface Progress {
  readonly done: number;
  readonly of: number;
  /** Of those done, so many cost nothing: they were known. */
  readonly known: number;
  /** How many of those left are expected to be known too; default 0. */
  readonly knownAhead?: number;
}

/** So many of the latest are looked at to tell how long the next ones take. */
const window = 200;

/** How long what is left will take, from what the latest took that were really done. */
export function estimate(): { leftMs(progress: Progress, nowMs: number): number | undefined } {
  /** When each of the latest was done, the first of them being the beginning. */
  const times: number[] = [];
  let worked = -1;
  return {
    leftMs({ done, of, known, knownAhead = 0 }, nowMs) {
      if (done - known !== worked) {
        worked = done - known;
        times.push(nowMs);
        if (times.length > window) times.shift();
      } else if (times.length === 1) {
        // Taking over what is known is not the beginning of the work.
        times[0] = nowMs;
      }
      const [first, latest] = [times[0]!, times.at(-1)!];
      if (times.length < 2) return undefined;
      const each = (latest - first) / (times.length - 1);
      return Math.max(0, each * (of - done - knownAhead));
    },
  };
}

/** Tells on stderr how far a grading is: one line that changes on a terminal, else a line every few seconds. */
export function progressLine(
  stream: Pick<WriteStream, "isTTY" | "write"> = process.stderr,
  now: () => number = () => performance.now(),
): {
  /** `what` names the phase: "graded", "run a second time". A new one begins a new estimate. */
  tell(what: string, progress: Progress): void;
  end(): void;
} {
  let phase = "";
  let left = estimate();
  let told = -Infinity;
  return {
    tell(what, progress) {
      if (what !== phase) [phase, left] = [what, estimate()];
      const leftMs = left.leftMs(progress, now());
      const { done, of, known } = progress;
      const isLast = done === of;
      if (!isLast && now() - told < (stream.isTTY ? 100 : 5000)) return;
      told = now();
      const fromJournal = known > 0 ? `, ${known} of them known` : "";
      const ahead = isLast || leftMs === undefined ? "" : `, about ${duration(leftMs)} left`;
      const text = `${done} of ${of} ${what}${fromJournal}${ahead}`;
      stream.write(stream.isTTY ? `\r\u001b[2K${text}` : `${text}\n`);
    },
    end() {
      if (stream.isTTY && told > -Infinity) stream.write("\n");
    },
  };
}

/** Seconds below two minutes, then minutes. */
export function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
