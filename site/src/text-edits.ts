interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Insertions and replacements in a text, given by places in the original. Add what belongs to an outer node
 * before what belongs to the nodes within it: where several meet at one place, they nest.
 */
export class TextEdits {
  private readonly original: string;
  private readonly opened: Edit[] = [];
  private readonly closed: Edit[] = [];

  constructor(original: string) {
    this.original = original;
  }

  /** Puts a text before what begins at a place. */
  open(at: number, text: string): void {
    this.opened.push({ start: at, end: at, text });
  }

  /** Puts a text behind what ends at a place. */
  close(at: number, text: string): void {
    this.closed.unshift({ start: at, end: at, text });
  }

  replace(start: number, end: number, text: string): void {
    this.opened.push({ start, end, text });
  }

  apply(): string {
    let result = "";
    let at = 0;
    // A stable sort: at one place closings stand first, and each kind keeps its order.
    for (const edit of [...this.closed, ...this.opened].sort((a, b) => a.start - b.start)) {
      result += this.original.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    return result + this.original.slice(at);
  }
}
