/** What one cell gave over the Jupyter protocol, as drive_notebook.py prints it. */
export interface RanCell {
  readonly id: string;
  readonly status: string;
  readonly outputs: readonly RanOutput[];
}

export interface RanOutput {
  readonly kind: "stdout" | "stderr" | "display" | "error";
  readonly text: string;
  readonly html: boolean;
}

/** A code cell of a notebook file: what its metadata expect is what a run must give. */
export interface StoredCell {
  readonly id: string;
  readonly cell_type: string;
  readonly metadata: {
    readonly tags?: readonly string[];
    readonly headgate?: { readonly role?: string; readonly expected?: readonly StoredOutput[] };
  };
}

interface StoredOutput {
  readonly output_type: string;
  readonly name?: string;
  readonly text?: string | readonly string[];
}

/** One sentence for each way in which a run differs from what the notebook shows; none where they agree. */
export function compareCell(stored: StoredCell, ran: RanCell): string[] {
  const tags = stored.metadata.tags ?? [];
  const mustFail = tags.includes("raises-exception");
  const role = stored.metadata.headgate?.role;
  const faults: string[] = [];
  const stderr = textOf(ran, "stderr");
  const expectedStatus = mustFail ? "error" : "ok";
  if (ran.status !== expectedStatus) {
    faults.push(`ended with "${ran.status}" and not "${expectedStatus}"${stderr && `: ${stderr}`}`);
  }
  faults.push(...stderrFaults(storedText(stored, "stderr"), stderr, mustFail));
  if (role === "check") {
    if (ran.outputs.length === 0) faults.push("checks an answer and shows nothing");
    return faults;
  }
  faults.push(
    ...stdoutFaults(storedText(stored, "stdout"), textOf(ran, "stdout"), tags.includes("varies")),
  );
  const isRich = (stored.metadata.headgate?.expected ?? []).some(
    ({ output_type: type }) => type === "display_data",
  );
  const wasRich = ran.outputs.some(({ kind, html }) => kind === "display" && html);
  if (isRich !== wasRich) {
    faults.push(isRich ? "displays no figure" : "displays a figure the notebook does not have");
  }
  return faults;
}

function stdoutFaults(expected: string, printed: string, varies: boolean): string[] {
  if (varies) return printed === "" ? ["prints nothing"] : [];
  if (printed === expected) return [];
  return [`prints ${JSON.stringify(printed)} and not ${JSON.stringify(expected)}`];
}

/** A thrown error is stored as its first line and printed with its stack. */
function stderrFaults(expected: string, printed: string, mustFail: boolean): string[] {
  if (printed === expected) return [];
  if (mustFail && expected === "") return [];
  if (expected !== "" && printed.startsWith(`${expected}\n    at `)) return [];
  return [`prints on stderr ${JSON.stringify(printed)} and not ${JSON.stringify(expected)}`];
}

function textOf(ran: RanCell, kind: RanOutput["kind"]): string {
  return trimmed(
    ran.outputs
      .filter((output) => output.kind === kind)
      .map(({ text }) => text)
      .join(""),
  );
}

function storedText(stored: StoredCell, name: "stdout" | "stderr"): string {
  return trimmed(
    (stored.metadata.headgate?.expected ?? [])
      .filter((output) => output.output_type === "stream" && output.name === name)
      .flatMap(({ text }) => text ?? [])
      .join(""),
  );
}

/** A text without spaces at the ends of its lines and without blank lines at its end. */
function trimmed(text: string): string {
  return text.replaceAll(/[ \t]+$/gm, "").trimEnd();
}
