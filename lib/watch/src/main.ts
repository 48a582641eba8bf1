/* `npm run watch-pipeline -- FILE`: runs a file, and serves a page on which its systems are seen at work. */
import { basename } from "node:path";
import { AnnouncedSystems } from "./announced-systems.ts";
import { compileFile } from "./load-file.ts";
import { readOptions, usage, WatchError } from "./options.ts";
import { serve } from "./server.ts";
import { Viewers } from "./viewers.ts";

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) {
    console.log(usage);
    return;
  }
  const { file, port } = options;
  const compiled = await compileFile(file);
  const systems = new AnnouncedSystems(() => viewers.systemsChanged());
  const viewers = new Viewers(systems);
  const server = await serve(port, { title: basename(file), systems, viewers });
  console.log(`Watch ${file} at ${server.address} (Ctrl-C ends).`);

  process.setSourceMapsEnabled(true);
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error: unknown) => fail(threw(file, error)));
  }
  // Nothing of the file is under way any more.
  process.once("beforeExit", () => {
    if (systems.numbers.length === 0) {
      fail(
        `${file} made no system: there is nothing to watch. Expected it to call \`new System()\`.`,
      );
    }
    console.log(`${file} has nothing to do any more; the page stays until Ctrl-C.`);
    server.keepAlive();
  });
  try {
    await import(compiled);
  } catch (error) {
    fail(threw(file, error));
  }
}

/** What a file threw, and on which of its lines. */
function threw(file: string, error: unknown): string {
  if (!(error instanceof Error)) return `${file} threw ${String(error)}.`;
  const line = error.stack?.split("\n").find((one) => one.includes(`${basename(file)}:`));
  const place = line?.match(/:(\d+)(?::\d+)?\)?$/)?.[1];
  return `${file} threw${place === undefined ? "" : ` on line ${place}`}: ${error.name}: ${error.message}`;
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof WatchError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
