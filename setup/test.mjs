// `npm test`: sets up what is missing, then proves everything, step by step; ends with `N passed, N failed`.
import "./node-version.mjs";
import * as util from "node:util";
import { lastLines } from "./child.mjs";
import { readOptions, runCommand } from "./command.mjs";
import { seconds } from "./progress.mjs";
import { testSteps } from "./test-steps.mjs";
import { SetupError } from "./workspace.mjs";

const help = `
Usage: npm test [-- OPTIONS]

  --only NAME,...  run these steps alone (what they need is not run before them)
  --quick          leave out the steps that start JupyterLab, a browser or a clone
  --list           print the names of the steps
  --help           print this
`;
const options = {
  only: { type: "string" },
  quick: { type: "boolean" },
  list: { type: "boolean" },
};

await runCommand(async (args) => {
  const asked = readOptions(args, options, help);
  if (!asked) return;
  const steps = chosenSteps(asked);
  if (asked.list) {
    for (const { name, what } of steps) console.log(`  ${name.padEnd(14)} ${what}`);
    return;
  }
  process.once("SIGINT", () => process.exit(130));
  process.once("SIGTERM", () => process.exit(143));
  const since = performance.now();
  let failed = 0;
  for (const step of steps) if (!(await passes(step))) failed += 1;
  console.log(`\n${seconds(since)} in all`);
  console.log(`${steps.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});

function chosenSteps({ only, quick }) {
  const steps = testSteps();
  const names = only?.split(",").filter(Boolean) ?? [];
  const unknown = names.find((name) => !steps.some((step) => step.name === name));
  if (unknown !== undefined || (only !== undefined && names.length === 0)) {
    const known = steps.map((step) => step.name).join(", ");
    throw new SetupError(
      `Expected --only to name steps, got \`${unknown ?? only}\`; there are ${known}.`,
    );
  }
  return steps.filter((step) =>
    names.length === 0 ? !(quick && step.slow) : names.includes(step.name),
  );
}

async function passes({ name, run }) {
  const since = performance.now();
  if (process.stdout.isTTY) process.stdout.write(`  ${name} ...`);
  const result = await run().catch((error) => ({ code: 1, output: error.message }));
  const { code, output } = { ...result, output: util.stripVTControlCharacters(result.output) };
  const told = code === 0 ? counted(output) : "";
  const line = `  ${name.padEnd(14)} ${code === 0 ? "ok    " : "FAILED"} ${seconds(since).padStart(8)}${told}`;
  console.log(process.stdout.isTTY ? `\r${line}` : line);
  if (code !== 0) console.log(`\n${lastLines(output, 300).replace(/^/gm, "    ")}\n`);
  return code === 0;
}

/** How many tests vitest ran, from its summary. */
function counted(output) {
  const tests = /^\s*Tests\s+(.*?)\s*\(\d+\)\s*$/m.exec(output)?.[1];
  return tests ? `   ${tests}` : "";
}
