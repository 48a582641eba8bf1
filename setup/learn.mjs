// `npm run learn`: sets up what is missing and opens the course, in JupyterLab where that can be had, else as the site.
import "./node-version.mjs";
import { buildWorkspace } from "./build.mjs";
import { lastLines } from "./child.mjs";
import { readOptions, runCommand } from "./command.mjs";
import { startJupyter } from "./jupyter.mjs";
import { ensureKernel } from "./kernel-check.mjs";
import { registerKernel } from "./kernel-spec.mjs";
import { ensurePackages, missingPackages, npm } from "./npm.mjs";
import { askedPort, startOnPort } from "./ports.mjs";
import { step } from "./progress.mjs";
import { serveFolder } from "./serve.mjs";
import { untilStopped } from "./stopping.mjs";
import { ensureVenv, venvIsReady } from "./venv.mjs";
import { openInBrowser } from "./web-browser.mjs";
import { inRoot, root, SetupError } from "./workspace.mjs";

const help = `
Usage: npm run learn [-- OPTIONS]

Sets up what is missing (the first time takes a minute or two) and opens the course in JupyterLab. Where Python or
its package index cannot be had, the course's site is opened instead. Everything stays in this folder.

  --no-browser   print the address and open nothing
  --port N       listen on this port; without it a free one is found
  --site         open the site, without JupyterLab
  --help         print this
`;
const options = {
  "no-browser": { type: "boolean" },
  port: { type: "string" },
  site: { type: "boolean" },
};

const firstPort = 8888;

await runCommand(async (args) => {
  const asked = readOptions(args, options, help);
  if (!asked) return;
  const stopped = untilStopped();
  if (asked.port !== undefined) await askedPort(asked.port); // Told now, and not behind minutes of set-up.
  const work = open(asked);
  const first = await Promise.race([work, stopped]);
  if (typeof first === "string") process.exit(0); // Ctrl-C during set-up: what was begun is finished next time.
  const { address, ended, stop } = first;
  console.log(`\nOpen ${address}\n(Ctrl-C here ends it.)`);
  if (!asked["no-browser"]) openInBrowser(address);
  const trouble = await Promise.race([stopped.then(() => undefined), ended]);
  await stop();
  if (trouble) throw new SetupError(trouble);
});

/** Sets up and starts what the reader opens; answers `{ address, ended, stop }`. */
async function open(asked) {
  if (missingPackages() || (!asked.site && !venvIsReady())) {
    console.log(`Setting up Headgate in ${root}: the first time takes a minute or two.`);
  }
  await step("npm packages", ensurePackages);
  await step("build", async () =>
    (await buildWorkspace()).length === 0 ? "nothing changed" : "built",
  );
  if (asked.site) return openSite(asked.port);
  try {
    await step("Python environment", ensureVenv);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.log(
      `${error.message.replace(/\.$/, "")}; until then the course opens as its site, where every cell runs too.`,
    );
    return openSite(asked.port);
  }
  await step("TypeScript kernel", registerKernel);
  await step("kernel check", ensureKernel);
  return step("JupyterLab", () => startOnPort(startJupyter, asked.port, firstPort), "started");
}

async function openSite(port) {
  await step(
    "site",
    async () => {
      const { code, output } = await npm(["run", "--silent", "site"]);
      if (code !== 0) throw new SetupError(`The site cannot be built:\n${lastLines(output, 15)}`);
    },
    "built",
  );
  const serve = (free) => serveFolder(inRoot("site", "dist"), free);
  return { ...(await startOnPort(serve, port, firstPort)), ended: new Promise(() => {}) };
}
