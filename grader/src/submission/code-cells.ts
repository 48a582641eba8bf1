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
    const text = Array.isArray(source) ? source.map(String).join("") : String(source ?? "");
    const { exercise, role } = markOf(metadata);
    return [{ source: text, exercise: exercise?.replace(/^\d+-/, ""), role }];
  });
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
