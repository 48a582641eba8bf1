// What every command of setup/ has in common: how its options are read and how its mistakes are told.
import * as util from "node:util";
import { SetupError } from "./workspace.mjs";

/** Runs a command's main function; a SetupError becomes its sentence and exit code 1, never a stack trace. */
export async function runCommand(main) {
  try {
    const code = await main(process.argv.slice(2));
    if (typeof code === "number") process.exitCode = code;
  } catch (error) {
    console.error(
      error instanceof SetupError ? error.message : `Unexpected: ${error?.message ?? error}`,
    );
    if (!(error instanceof SetupError) && process.env.HEADGATE_DEBUG) console.error(error);
    process.exitCode = 1;
  }
}

/** Reads options; prints `help` and answers undefined for --help, and throws one sentence for a wrong one. */
export function readOptions(args, options, help) {
  const known = { ...options, help: { type: "boolean", short: "h" } };
  const names = Object.keys(known).map((name) => `--${name}`);
  let values;
  try {
    ({ values } = util.parseArgs({ args, options: known, strict: true, allowPositionals: false }));
  } catch (error) {
    throw new SetupError(optionSentence(error, args, names));
  }
  if (values.help) {
    console.log(help.trim());
    return undefined;
  }
  return values;
}

function optionSentence(error, args, names) {
  const valueMissing = /'(--[\w-]+)(?: <value>' argument missing|' argument is ambiguous)/.exec(
    error.message,
  );
  if (valueMissing) return `Expected a value behind \`${valueMissing[1]}\`.`;
  const needless = /'(?:-\w, )?(--[\w-]+)' does not take an argument/.exec(error.message);
  if (needless) return `\`${needless[1]}\` takes no value.`;
  const wrong = args.find((arg) => !names.includes(arg.split("=")[0]) && arg !== "-h");
  return `Unknown ${wrong?.startsWith("-") ? "option" : "argument"} \`${wrong}\`; there are ${names.join(", ")}.`;
}
