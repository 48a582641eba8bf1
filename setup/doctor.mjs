// `npm run doctor`: what is there, what is missing, and for each missing thing the one command that mends it.
import "./node-version.mjs";
import { findings } from "./findings.mjs";
import { readOptions, runCommand } from "./command.mjs";

const help = `
Usage: npm run doctor

Looks at everything that \`npm run learn\` and \`npm test\` need, changes nothing, and names the command that mends what is
missing. Exits 0 if a reader can start, else 1. What only the tests or the grader need never counts as missing for that.
`;

await runCommand(async (args) => {
  if (!readOptions(args, {}, help)) return;
  let broken = 0;
  for await (const { name, ok, found, mend, optional } of findings()) {
    const mark = ok ? "ok" : optional ? "absent" : "MISSING";
    if (!ok && !optional) broken += 1;
    console.log(
      `  ${mark.padEnd(8)} ${name.padEnd(20)} ${found}${ok ? "" : `\n${" ".repeat(32)}mend it: ${mend.replaceAll("`", "")}`}`,
    );
  }
  console.log(
    broken === 0
      ? "\nReaders can start: npm run learn"
      : `\n${broken} ${broken === 1 ? "thing is" : "things are"} missing; from above to below, each command mends one.`,
  );
  return broken === 0 ? 0 : 1;
});
