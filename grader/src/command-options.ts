import { closest } from "@headgate/check/engine";
import { CliError } from "./cli-error.ts";

/** An option of a command: one that takes a value, or a plain switch. */
export type OptionKind = "value" | "switch";

/** What was typed behind a command's name. */
export interface Typed {
  readonly names: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  readonly switches: ReadonlySet<string>;
}

/** Reads a command line of `--option value`, `--option=value` and names. Throws one sentence for anything else. */
export function readOptions(
  typed: readonly string[],
  options: Readonly<Record<string, OptionKind>>,
): Typed {
  const names: string[] = [];
  const values = new Map<string, string>();
  const switches = new Set<string>();
  const rest = [...typed];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--") {
      names.push(...rest.splice(0));
    } else if (!word.startsWith("-") || word === "-") {
      names.push(word);
    } else {
      const [, name = word.slice(1), , inline] = /^--([^=]+)(=(.*))?$/s.exec(word) ?? [];
      if (!Object.hasOwn(options, name)) throw unknownOption(word, Object.keys(options));
      if (options[name] === "switch") {
        if (inline !== undefined) throw new CliError(`\`--${name}\` takes no value.`);
        switches.add(name);
        continue;
      }
      const value = inline ?? rest.shift();
      if (value === undefined || (inline === undefined && value.startsWith("--"))) {
        throw new CliError(`\`--${name}\` needs a value behind it.`);
      }
      values.set(name, value);
    }
  }
  return { names, values, switches };
}

function unknownOption(word: string, known: readonly string[]): CliError {
  const near = closest(word.replace(/^-+/, "").replace(/=.*$/s, ""), known)[0];
  const help = near
    ? `did you mean \`--${near}\`?`
    : `there are ${known.map((name) => `\`--${name}\``).join(", ")}.`;
  return new CliError(`There is no option ${JSON.stringify(word.slice(0, 60))}; ${help}`);
}

/** A number from the command line within its range. */
export function numberOption(
  typed: Typed,
  name: string,
  { from, to, whole, otherwise }: { from: number; to: number; whole?: boolean; otherwise: number },
): number {
  const text = typed.values.get(name);
  if (text === undefined) return otherwise;
  const value = Number(text);
  const fits =
    text.trim() !== "" && value >= from && value <= to && (!whole || Number.isInteger(value));
  if (fits) return value;
  const kind = whole ? "a whole number" : "a number";
  throw new CliError(
    `Expected \`--${name}\` to be ${kind} from ${from} to ${to}, got ${JSON.stringify(text.slice(0, 60))}.`,
  );
}

/** One of some words from the command line; the first where none was typed. */
export function wordOption<const Word extends string>(
  typed: Typed,
  name: string,
  words: readonly [Word, ...Word[]],
): Word {
  const text = typed.values.get(name);
  if (text === undefined) return words[0];
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  throw new CliError(
    `Expected \`--${name}\` to be ${words.join(" or ")}, got ${JSON.stringify(text.slice(0, 60))}.`,
  );
}
