import { parseArgs } from "node:util";

/** What `npm run watch-pipeline` is asked for. */
export interface WatchOptions {
  /** The file to run, as it was named. */
  readonly file: string;
  /** 0: any that is free. */
  readonly port: number;
}

export const usage = `npm run watch-pipeline -- FILE [--port N]

  FILE        a module that makes a system of headgate: .ts, .mts, .js, .mjs
  --port N    the port on 127.0.0.1 that the page is served at; a free one without it`;

/** A mistake that is told in its one sentence. */
export class WatchError extends Error {
  override name = "WatchError";
}

/**
 * Reads the command line. Answers undefined where help is asked for.
 *
 * @throws {WatchError} for what it does not understand.
 */
export function readOptions(args: readonly string[]): WatchOptions | undefined {
  const { values, positionals } = parsed(args);
  if (values.help) return undefined;
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    throw new WatchError(
      `Expected one file to run, got ${positionals.length}: npm run watch-pipeline -- pipeline.ts`,
    );
  }
  const { port = "0" } = values;
  if (!/^\d+$/.test(port) || Number(port) > 65_535) {
    throw new WatchError(`Expected \`--port\` to be a number from 0 to 65535, got \`${port}\``);
  }
  return { file, port: Number(port) };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { port: { type: "string" }, help: { type: "boolean", short: "h" } },
    });
  } catch (error) {
    throw new WatchError(`${(error as Error).message.split(". ")[0]}\n\n${usage}`);
  }
}
