import type { FigureSpec, Values } from "./figure.ts";

/*
 * A `run.ts` is plain text to this module, and keeps to a form, so that the code which a reader opens is the code that
 * ran. In this order, with blank lines between, and nothing else:
 *
 *   import { … } from "headgate";              what the cell imports, too
 *   import type { … } from "…";                left out of the cell
 *   type Values = { count: number; … };        a choice says its values: `keep: "first" | "last"`
 *   type Panel = { label: string; trace: Trace };
 *   export async function run({ … }: Values): Promise<Panel[]> {
 *     …                                        the cell; no other `return` at this depth
 *     return [{ label: "Push", trace: push.trace }, …];
 *   }
 */

/** The parts of a `run.ts`. */
export interface RunParts {
  /** As in the file, without those of types. */
  readonly imports: readonly string[];
  /** What `run` takes, in its order, and the type of each. */
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  /** The body of `run` up to its last statement, moved to the left. */
  readonly body: string;
  /** What it returns: two expressions each. */
  readonly panels: readonly { readonly label: string; readonly trace: string }[];
}

const form =
  /^(?<imports>(?:import [^;]+;\n)+)\ntype Values = \{(?<types>[^}]+)\};\ntype Panel = \{ label: string; trace: Trace \};\n\nexport async function run\(\{(?<names>[^}]+)\}: Values\): Promise<Panel\[\]> \{\n(?<body>[\s\S]*\n)  return \[(?<panels>[\s\S]+?)\];\n\}\n$/;

/**
 * Takes a `run.ts` apart.
 *
 * @throws {SyntaxError} If the text has not the form that every `run.ts` keeps to.
 */
export function runParts(runSource: string): RunParts {
  const {
    imports = "",
    types = "",
    names = "",
    body = "",
    panels = "",
  } = form.exec(runSource)?.groups ?? {};
  if (body === "") throw wrong("imports, `type Values`, `type Panel` and `run`, and nothing else");
  if (/^ {2}return\b/m.test(body)) throw wrong("one `return` in `run`, its last statement");
  const typeOf = new Map(
    types.split(/[;\n]/).map((line) => {
      const [name = "", type = ""] = line.split(/:(.*)/s).map((part) => part.trim());
      return [name, type] as const;
    }),
  );
  const parameters = names.split(",").flatMap((part) => {
    const name = part.trim();
    return name === "" ? [] : [{ name, type: typeOf.get(name) ?? "" }];
  });
  const untyped = parameters.find(({ type }) => type === "");
  if (untyped !== undefined) throw wrong(`\`Values\` to hold \`${untyped.name}\``);
  return {
    imports: imports.match(/import (?!type )[^;]+;/g) ?? [],
    parameters,
    body: body.replace(/^ {2}/gm, "").trim(),
    panels: panelsOf(panels),
  };
}

function panelsOf(text: string): RunParts["panels"] {
  const panel = /\{ label: ("[^"]*"|`[^`]*`), trace: ([\w.]+) \}/g;
  const panels = [...text.matchAll(panel)].map(([, label = "", trace = ""]) => ({ label, trace }));
  if (panels.length === 0 || text.replace(panel, "").replace(/[\s,]/g, "") !== "") {
    throw wrong("each panel to be returned as `{ label: …, trace: system.trace }`");
  }
  return panels;
}

const wrong = (what: string): SyntaxError =>
  new SyntaxError(`Expected the text of a run.ts to have ${what}`);

/**
 * Prints the cell of a run: the code of its `run.ts` with these values, which shows its panels where the run
 * returns them.
 *
 * @param runSource The text of a figure's `run.ts`.
 * @param values All that `run` takes.
 * @param figure What the picture is called, and how it is drawn first.
 * @throws {SyntaxError} If the text has not the form of a `run.ts`.
 * @throws {TypeError} If a value is missing.
 */
export function cellOf(
  runSource: string,
  values: Values,
  { title, view }: Pick<FigureSpec, "title" | "view">,
): string {
  const { imports, parameters, body, panels } = runParts(runSource);
  const constants = parameters.map(({ name, type }) => {
    const value = values[name];
    if (value === undefined) {
      throw new TypeError(
        `Expected \`values\` to hold \`${name}\`, got ${Object.keys(values).join(", ")}`,
      );
    }
    // Without its type, a comparison with another choice would be refused as one that is never true.
    const as = typeof value === "string" ? ` as ${type}` : "";
    return `const ${name} = ${JSON.stringify(value)}${as};`;
  });
  const options = `{ title: ${JSON.stringify(title)}, as: ${JSON.stringify(view)} }`;
  const runs = panels.map(({ label, trace }) => `  { label: ${label}, trace: ${trace} },`);
  const shown = ["show([", ...runs, `], ${options});`];
  const head = [...imports, 'import { show } from "headgate/show";'];
  return [head, constants, [body], shown].map((lines) => lines.join("\n")).join("\n\n") + "\n";
}
