import { parseArgs } from "node:util";

/** What `npm run simulate` is asked for. */
export interface SimulateOptions {
  readonly from: number;
  readonly seeds: number;
  /** Where the results are written, as JSON. */
  readonly json: string | undefined;
}

export const usage = `npm run simulate -- [--seeds N] [--from SEED] [--seed S] [--json FILE]

  --seeds N      how many seeds are run; 1000 without it
  --from SEED    the first of them; 1 without it
  --seed S       this seed alone: what a failing one is replayed with
  --json FILE    write the results into a file`;

/**
 * Reads the command line. Answers undefined where help is asked for.
 *
 * @throws {RangeError} with one sentence for what it does not understand.
 */
export function readOptions(args: readonly string[]): SimulateOptions | undefined {
  const { from, seeds, seed, json, help } = parsed(args);
  if (help) return undefined;
  if (seed === undefined) {
    return { from: whole("from", from ?? "1", 0), seeds: whole("seeds", seeds ?? "1000", 1), json };
  }
  if (seeds !== undefined || from !== undefined) {
    throw new RangeError(
      "Expected `--seed` to stand alone: it runs one seed, without `--seeds` and `--from`",
    );
  }
  return { from: whole("seed", seed, 0), seeds: 1, json };
}

interface Parsed {
  readonly from: string | undefined;
  readonly seeds: string | undefined;
  readonly seed: string | undefined;
  readonly json: string | undefined;
  readonly help: boolean;
}

function parsed(args: readonly string[]): Parsed {
  const text = { type: "string" } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { seeds: text, from: text, seed: text, json: text, help: { type: "boolean" } },
    });
    const { from, seeds, seed, json, help = false } = values;
    return { from, seeds, seed, json, help };
  } catch (error) {
    const [sentence] = (error as Error).message.split(/[.\n]/);
    throw new RangeError(
      `${sentence}: npm run simulate takes --seeds N, --from SEED, --seed S, --json FILE`,
    );
  }
}

/** The largest seed that the generator tells from others. */
const largest = 0xffff_ffff;

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= largest) return value;
  throw new RangeError(
    `Expected \`--${name}\` to be an integer from ${least} to ${largest}, got \`${text}\``,
  );
}
