import type { DisplayMessage, PrintMessage, WorkerMessage } from "../protocol.ts";

/** A cell may print this many lines, then its run says so once and prints no more. */
export const maxLines = 2000;
/** And this many characters. */
export const maxCharacters = 400_000;
/** And display this many rich outputs, each of at most so many characters. */
export const maxDisplays = 40;
export const maxDisplayCharacters = 4_000_000;

interface Spent {
  lines: number;
  characters: number;
  displays: number;
  readonly ids: Set<string>;
  isOver: boolean;
}

/** Hands outputs on to the page until a cell has had its share, so that a loop that prints cannot drown the page. */
export class OutputLimit {
  private readonly post: (message: WorkerMessage) => void;
  private readonly spent = new Map<number, Spent>();

  constructor(post: (message: WorkerMessage) => void) {
    this.post = post;
  }

  /** Gives a cell its share anew, for another run. */
  restart(cell: number): void {
    this.spent.delete(cell);
  }

  print(message: PrintMessage): void {
    const spent = this.of(message.cell);
    if (spent.isOver) return;
    spent.lines += message.text.split("\n").length;
    spent.characters += message.text.length;
    if (spent.lines <= maxLines && spent.characters <= maxCharacters) this.post(message);
    else this.stop(message.cell, spent, `after ${spent.lines - 1} lines`);
  }

  display(message: DisplayMessage): void {
    const spent = this.of(message.cell);
    if (spent.isOver) return;
    // One that takes another's place is no further one.
    if (message.id === undefined || !spent.ids.has(message.id)) spent.displays += 1;
    if (message.id !== undefined) spent.ids.add(message.id);
    const size = Object.values(message.bundle).reduce(
      (sum: number, part) => sum + String(part).length,
      0,
    );
    if (size > maxDisplayCharacters)
      this.stop(message.cell, spent, "at an output that is too large");
    else if (spent.displays > maxDisplays)
      this.stop(message.cell, spent, `after ${maxDisplays} figures`);
    else this.post(message);
  }

  private of(cell: number): Spent {
    const spent = this.spent.get(cell) ?? {
      lines: 0,
      characters: 0,
      displays: 0,
      ids: new Set<string>(),
      isOver: false,
    };
    this.spent.set(cell, spent);
    return spent;
  }

  private stop(cell: number, spent: Spent, where: string): void {
    spent.isOver = true;
    const text = `Output stopped ${where}: print less, or only every hundredth line.`;
    this.post({ type: "print", cell, stream: "error", text });
  }
}
