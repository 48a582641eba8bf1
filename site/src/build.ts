// `npm run site`: builds site/dist. `-- --serve` then serves it on this machine; `-- --home /course/` names the
// path that the site will stand under, for the page that unknown addresses lead to.
import { readCourse, SourceError } from "@headgate/course";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildSite } from "./build-site.ts";
import { serve, type RunningServer } from "./serve.ts";
import { SiteError } from "./site-error.ts";
import { gzipSize, kilobytes } from "./sizes.ts";

// Right from `src` and from `dist-builder` alike.
const root = fileURLToPath(new URL("../..", import.meta.url));

/** A browser keeps what a reader wrote for one address: the same port brings it back. */
const usualPort = 8899;

const help = `npm run site [-- options]

  --serve        serve the site on 127.0.0.1 when it is built
  --port NUMBER  with --serve: the port, ${usualPort} by default, or a free one where that is taken
  --home PATH    where the site will stand, such as /course/; default index.html
  --out FOLDER   build there instead of site/dist`;

async function main(): Promise<void> {
  const options = readOptions();
  if (options === undefined) return console.log(help);
  const { serve: serves, port, home, out } = options;
  const started = performance.now();
  const built = await buildSite(readCourse(root), { root, out, ...(home && { home }) });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const size = (path: string): number => gzipSize(join(out, path));
  const scripts = size(built.assets.boot) + size(built.assets.main);
  console.log(
    `Built ${built.pages.length} pages with ${built.cells} cells in ${seconds} s into ${relative(process.cwd(), out) || "."}: ` +
      `${kilobytes(scripts)} of script and ${kilobytes(size(built.assets.style))} of style before the first run, gzipped.`,
  );
  if (!serves) return;
  const server = await (port === undefined ? serveAsUsual(out) : serve(out, { port }));
  console.log(`Open ${server.address} in a browser. Ctrl-C ends the server.`);
}

async function serveAsUsual(out: string): Promise<RunningServer> {
  try {
    return await serve(out, { port: usualPort });
  } catch (error) {
    if (!(error instanceof SiteError)) throw error;
    console.log(
      `Port ${usualPort} is taken, so the site stands at another address today: what you wrote in a browser at the usual one is not shown here, and is not lost.`,
    );
    return serve(out);
  }
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        serve: { type: "boolean", default: false },
        port: { type: "string" },
        home: { type: "string" },
        out: { type: "string", default: join(root, "site", "dist") },
        help: { type: "boolean", short: "h" },
      },
    });
    if (values.help) return undefined;
    if (values.port === undefined) return { ...values, port: undefined };
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65535) {
      throw new SiteError(
        `Expected \`--port\` to be a number from 0 to 65535, got \`${values.port}\`.`,
      );
    }
    return { ...values, port };
  } catch (error) {
    if (error instanceof SiteError) throw error;
    throw new SiteError(
      `${(error as Error).message.split(".")[0]}: see \`npm run site -- --help\`.`,
    );
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof SiteError || error instanceof SourceError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
