// What Jupyter starts for a TypeScript notebook: `node setup/kernel.mjs CONNECTION_FILE`. It is tslab of this clone.
// `node setup/kernel.mjs --check` starts everything but the sockets, runs one cell and ends.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { relative, isAbsolute } from "node:path";
import { installPackages } from "./npm.mjs";
import { inRoot, root } from "./workspace.mjs";

const require = createRequire(import.meta.url);
const cell = `import { System } from "headgate"; const kernelCheck: string = typeof System; console.log(kernelCheck);`;

/** Where a notebook lies that cannot find the course's packages: one sentence for its reader; undefined inside the clone. */
export function outsideSentence(folder) {
  const path = relative(root, folder);
  if (!path.startsWith("..") && !isAbsolute(path)) return undefined;
  return `This notebook runs in ${folder}, outside the course: move it into ${inRoot("notebooks")} and open it there.`;
}

function load(name) {
  try {
    return require(name);
  } catch (error) {
    console.error(
      `The TypeScript kernel cannot start (${error.message.split("\n")[0]}): run \`${installPackages}\` in ${root}, or \`npm run learn -- --site\` for the site.`,
    );
    process.exit(1);
  }
}

async function checkKernel() {
  load("zeromq");
  process.chdir(root);
  const { createConverter } = load("../node_modules/tslab/dist/converter.js");
  const { createExecutor } = load("../node_modules/tslab/dist/executor.js");
  const node = createConverter({ isJS: false, isBrowser: false });
  const executor = createExecutor(root, { node, close: () => node.close() }, console);
  const ok = await executor.execute(cell);
  executor.close();
  if (!ok) {
    console.error(`A TypeScript cell cannot import headgate: run \`npm run build\` in ${root}.`);
    process.exitCode = 1;
  }
}

function startKernel(configPath) {
  if (configPath === undefined || !existsSync(configPath)) {
    console.error(
      `Expected Jupyter's connection file, got ${configPath ?? "nothing"}: this program is started by JupyterLab, see \`npm run learn\`.`,
    );
    process.exit(1);
  }
  load("zeromq");
  const { startKernel: start } = load("../node_modules/tslab/dist/main.js");
  const sentence = outsideSentence(process.cwd());
  if (sentence !== undefined) {
    // A notebook from elsewhere still gets a kernel, so that the sentence reaches the cell that its reader runs.
    const { JupyterHandlerImpl } = load("../node_modules/tslab/dist/jupyter.js");
    console.error(sentence);
    JupyterHandlerImpl.prototype.handleExecute = async function (_request, writeStream) {
      writeStream("stderr", `${sentence}\n`);
      return { status: "error", execution_count: ++this.execCount };
    };
  }
  start({ configPath, enableFindLocal: false, jsKernel: false, globalVersion: "" });
  endWithParent();
}

/** Ends the kernel soon after the server that started it is gone, as Jupyter's own kernels do. */
function endWithParent() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(0);
  }, 2000).unref();
}

if (process.argv[2] === "--check") await checkKernel();
else startKernel(process.argv[2]);
