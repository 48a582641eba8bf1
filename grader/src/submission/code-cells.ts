/** A code cell of a notebook, with the exercise that its metadata marks it for. */
export interface Cell {
  readonly source: string;
  readonly exercise: string | undefined;
  /** "answer" or "check", where the course's own notebook marks it. */
  readonly role: string | undefined;
}

/** A notebook that cannot be read, with the reason. */
export class BrokenNotebook extends Error {
  override readonly name = "BrokenNotebook";
}

/** Longer cells are nobody's answer to an exercise: their text is not kept. */
const cellLimit = 50_000;

/** The code cells of a notebook in their order. Throws `BrokenNotebook`. */
export function codeCells(notebook: string): Cell[] {
  let parsed: { cells?: unknown };
  try {
    parsed = JSON.parse(notebook) as typeof parsed;
  } catch {
    throw new BrokenNotebook("it is not JSON");
  }
  if (parsed === null || typeof parsed !== "object" || !Array.isArray(parsed.cells)) {
    throw new BrokenNotebook("it has no cells");
  }
  return (parsed.cells as unknown[]).flatMap((cell) => {
    if (typeof cell !== "object" || cell === null) return [];
    const { cell_type: type, source, metadata } = cell as Record<string, unknown>;
    if (type !== "code") return [];
    const text = textOf(source);
    const { exercise, role } = markOf(metadata);
    return [
      {
        source: text.length > cellLimit ? "" : text,
        exercise: exercise?.replace(/^\d+-/, ""),
        role,
      },
    ];
  });
}

/** Jupyter writes a text or a list of lines. */
function textOf(source: unknown = ""): string {
  const lines: unknown[] = Array.isArray(source) ? source : [source];
  if (lines.every((line) => typeof line === "string")) return lines.join("");
  throw new BrokenNotebook("the text of a cell is neither a text nor a list of lines");
}

function markOf(metadata: unknown): { exercise?: string; role?: string } {
  const { headgate } = (metadata ?? {}) as { headgate?: unknown };
  if (typeof headgate !== "object" || headgate === null) return {};
  const { exercise, role } = headgate as Record<string, unknown>;
  return {
    ...(typeof exercise === "string" && { exercise }),
    ...(typeof role === "string" && { role }),
  };
}
