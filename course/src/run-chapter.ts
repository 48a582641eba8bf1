// Runs or compiles the cells of a chapter in a session, and says where a result is not what the chapter expects.
import type { Chapter, CodeCell } from "./chapter.ts";
import { trimOutput } from "./outputs.ts";
import { runnableCode, type RunnableCode } from "./runnable-code.ts";
import { openSession, type CellResult, type SessionOptions } from "./session.ts";
import { SourceError } from "./source-error.ts";

export interface ChapterRun {
  /** What each live cell gave, those of exercises left out. Ends at a cell that failed. */
  readonly results: readonly { readonly cell: CodeCell; readonly result: CellResult }[];
  /** Cells that do not compile, throw, or do not end. */
  readonly faults: readonly SourceError[];
}

/** Runs all cells of a chapter, in order, in one session; stops at the first that fails. */
export async function runChapter(
  root: string,
  chapter: Chapter,
  options: SessionOptions = {},
): Promise<ChapterRun> {
  const session = openSession(root, options);
  const results: { cell: CodeCell; result: CellResult }[] = [];
  try {
    for (const runnable of runnableCode(chapter)) {
      const { cell, role, code, path, line } = runnable;
      const result = await session.run(code).catch((error: Error) => error);
      if (result instanceof Error)
        return { results, faults: [new SourceError(path, line, result.message)] };
      const faults = failures(runnable, result);
      if (cell.kind === "code" && cell.expectError && result.ok) {
        faults.push(
          new SourceError(path, line, "this cell is marked `expect-error`, but threw nothing"),
        );
      }
      if (role === "check" && recorded(result).html === undefined) {
        faults.push(new SourceError(path, line, "the check of this exercise displays nothing"));
      }
      if (faults.length > 0) return { results, faults };
      if (cell.kind === "code") results.push({ cell, result });
    }
    return { results, faults: [] };
  } finally {
    session.close();
  }
}

/** Compiles all cells of a chapter with tslab's compiler, without running them. */
export async function compileChapter(
  root: string,
  chapter: Chapter,
  options: SessionOptions = {},
): Promise<SourceError[]> {
  const session = openSession(root, options);
  try {
    const faults: SourceError[] = [];
    for (const runnable of runnableCode(chapter)) {
      faults.push(...failures(runnable, await session.compile(runnable.code)));
    }
    return faults;
  } finally {
    session.close();
  }
}

/** Where a run differs from the outputs in the source. */
export function compareRun(chapter: Chapter, run: ChapterRun): SourceError[] {
  return run.results.flatMap(({ cell, result }) => {
    const { text, error, html } = recorded(result);
    const expected = cell.outputs;
    const how = `\`npm run notebooks -- ${chapter.number} --run\` records it`;
    const say = (sentence: string): SourceError =>
      new SourceError(chapter.path, cell.line, sentence);
    const faults: SourceError[] = [];
    if (expected.text?.varies === true ? text === "" : text !== (expected.text?.text ?? "")) {
      faults.push(
        say(`${difference("text", { got: text, expected: expected.text?.text ?? "" })}; ${how}`),
      );
    }
    if (error !== (expected.error?.text ?? "")) {
      faults.push(
        say(`${difference("error", { got: error, expected: expected.error?.text ?? "" })}; ${how}`),
      );
    }
    if ((html === undefined) !== (expected.html === undefined)) {
      faults.push(
        say(
          html === undefined
            ? "this cell displays nothing, but has an `html output`"
            : `this cell displays something; ${how}`,
        ),
      );
    }
    return faults;
  });
}

/** A result in the form in which a chapter holds it. */
export function recorded(result: CellResult): {
  text: string;
  error: string;
  html: string | undefined;
} {
  const rich = result.displays.filter((bundle) =>
    Object.keys(bundle).some((type) => type !== "text/plain"),
  );
  const plain = result.displays.map((bundle) => bundle["text/plain"] ?? "");
  return {
    text: trimOutput(result.stdout),
    // Where in a file a frame lies differs from one runner to the next.
    error: trimOutput(result.stderr.replace(/^\s+at .*\n?/gm, "")),
    html: rich.length === 0 ? undefined : trimOutput(plain.join("\n\n")),
  };
}

function failures(runnable: RunnableCode, result: CellResult): SourceError[] {
  const { cell, code, path, line } = runnable;
  const at = (offset: number): number => line + Math.min(offset, code.split("\n").length - 1);
  const faults = result.diagnostics.map(
    (found) => new SourceError(path, at(found.line), `tslab's compiler: ${found.message}`),
  );
  const expectsError = cell.kind === "code" && cell.expectError;
  if (result.thrown !== undefined && !expectsError) {
    faults.push(new SourceError(path, line, `this cell fails: ${result.thrown}`));
  }
  for (const rejection of result.rejections) {
    faults.push(
      new SourceError(
        path,
        line,
        `a promise of this cell was rejected and nobody handled it: ${rejection}`,
      ),
    );
  }
  return faults;
}

function difference(stream: "text" | "error", texts: { got: string; expected: string }): string {
  const { got, expected } = texts;
  if (expected === "")
    return `this cell prints \`${firstLine(got)}\` and has no \`${stream} output\``;
  if (got === "") return `this cell has a \`${stream} output\`, but prints nothing there`;
  const [gotLines, expectedLines] = [got.split("\n"), expected.split("\n")];
  const index = gotLines.findIndex((line, number) => line !== expectedLines[number]);
  const number = index < 0 ? gotLines.length : index;
  const [now, before] = [gotLines[number], expectedLines[number]].map((line) =>
    line === undefined ? "nothing" : `\`${line}\``,
  );
  return `line ${number + 1} of this cell's \`${stream} output\` is ${before}, but the cell prints ${now}`;
}

function firstLine(text: string): string {
  return text.split("\n")[0]!;
}
