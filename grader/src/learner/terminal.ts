import { emitKeypressEvents, type Key } from "node:readline";
import type { ReadStream, WriteStream } from "node:tty";
import type { TextStyle } from "@headgate/check/engine";
import { terminalStyle } from "../terminal-style.ts";
import type { Screen } from "./watch-screen.ts";

/** What a terminal tells. */
export interface TerminalListener {
  readonly onKey: (key: string) => void;
  readonly onResize: () => void;
  /** The terminal is gone. */
  readonly onEnd: () => void;
}

/** Milliseconds in which a signal to stop arrives. */
const suspendMs = 50;
const hideCursor = "\u001b[?25l";
const showCursor = "\u001b[?25h";
const home = "\u001b[H";
const clearLine = "\u001b[K";
const clearRest = "\u001b[J";

/** The learner's terminal: keys one by one, and a screen that is drawn over. It is as it was when the process ends. */
export class Terminal {
  readonly #input: ReadStream;
  readonly #output: WriteStream;
  readonly #listener: TerminalListener;
  readonly #style: TextStyle;
  readonly #restore = (): void => this.#leave();
  readonly #keypress = (text: string | undefined, key: Key): void => {
    const name = keyName(text, key);
    if (name !== undefined) this.#listener.onKey(name);
  };
  #isOpen = false;
  #drawn: string | undefined;

  constructor(input: ReadStream, output: WriteStream, listener: TerminalListener) {
    this.#input = input;
    this.#output = output;
    this.#listener = listener;
    this.#style = terminalStyle(true);
    emitKeypressEvents(input);
    input.on("keypress", this.#keypress);
    input.once("end", listener.onEnd);
    input.once("error", listener.onEnd);
    output.on("error", listener.onEnd);
    output.on("resize", listener.onResize);
    // Whatever ends the process, a crash too, passes here.
    process.on("exit", this.#restore);
    this.#enter();
  }

  get screen(): Screen {
    const { columns, rows } = this.#output;
    return { columns: columns || 80, rows: rows || 24, style: this.#style };
  }

  /** Draws over what was drawn before. What does not fit scrolls up, as it would without us. */
  draw(lines: readonly string[]): void {
    if (!this.#isOpen) return;
    const text = lines.map((line) => `${line}${clearLine}`).join("\n");
    // What is long scrolls: the same is not to be seen twice above.
    if (text === this.#drawn) return;
    this.#drawn = text;
    const isLong = lines.length > this.screen.rows;
    // A long text must find the screen empty, for what is below its own lines scrolls up with it.
    this.#output.write(isLong ? `${home}${clearRest}${text}` : `${home}${text}${clearRest}`);
  }

  /** Makes room for the next drawing; what stood on the screen scrolls up and is not lost. */
  clear(): void {
    this.#drawn = undefined;
    this.#output.write(`${"\n".repeat(this.screen.rows)}${home}${clearRest}`);
  }

  /** Gives the terminal back to the shell until it is continued. */
  suspend(): void {
    if (process.platform === "win32") return;
    this.#leave();
    // The whole group, for npm waits in front of us.
    process.kill(0, "SIGTSTP");
    // Runs when we are continued; at once where there is no shell to do that, and so nothing that stops us.
    setTimeout(() => {
      this.#enter();
      this.#listener.onResize();
    }, suspendMs);
  }

  close(): void {
    this.#leave();
    process.off("exit", this.#restore);
    this.#input.off("keypress", this.#keypress);
    this.#output.off("resize", this.#listener.onResize);
    this.#input.pause();
  }

  #enter(): void {
    this.#input.setRawMode(true);
    this.#input.resume();
    this.#isOpen = true;
    this.#output.write(hideCursor);
    this.clear();
  }

  #leave(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    try {
      this.#output.write(`${showCursor}\n`);
      this.#input.setRawMode(false);
    } catch {
      // The terminal is gone, and there is nothing to restore.
    }
  }
}

/** One name for a key, however the terminal writes it; undefined for what is no key of ours. */
export function keyName(
  text: string | undefined,
  key: Pick<Key, "name" | "ctrl">,
): string | undefined {
  if (key.ctrl) return key.name === undefined ? undefined : `ctrl+${key.name}`;
  if (key.name === "return" || key.name === "enter") return "enter";
  if (text !== undefined && /^[\w?]$/.test(text)) return text.toLowerCase();
  return key.name;
}
