/** A fault in the text of the course, as one sentence that begins with its place: `file:line: …`. */
export class SourceError extends Error {
  override readonly name = "SourceError";
  readonly path: string;
  readonly line: number;

  constructor(path: string, line: number, sentence: string) {
    super(`${path}:${line}: ${sentence}`);
    this.path = path;
    this.line = line;
  }
}

/** Throws a `SourceError` at a line of one file. */
export type Fail = (line: number, sentence: string) => never;

export function failIn(path: string): Fail {
  return (line, sentence) => {
    throw new SourceError(path, line, sentence);
  };
}
