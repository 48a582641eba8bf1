/** A fault in a cell's text, told in one sentence to whoever wrote the cell. */
export class CellError extends Error {
  override readonly name = "CellError";
  /** Where, from 1; undefined when the fault is not in one place. */
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(message);
    this.line = line;
  }
}
