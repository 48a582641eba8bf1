import { readChapter, updateChapter } from "./store.ts";

/** What a mounted editor lets the page do. */
export interface CellEditor {
  text(): string;
  /** Shows another text, which the reader did not type. */
  replace(text: string): void;
  focus(): void;
}

/** One cell of the page that can be run: its text, its buttons and its place for output. */
export class LiveCell {
  readonly element: HTMLElement;
  readonly chapter: string;
  /** The number that readers see, from 1; a hidden cell has one too, after all others. */
  readonly number: number;
  /** What edits are stored under: it stays while the course's text of the cell stays. */
  readonly key: string;
  /** The cell as the course has it. */
  readonly original: string;
  editor: CellEditor | null = null;
  /** What sliders put in place of the constants of the course's own text: literals, by name. */
  private readonly slid = new Map<string, string>();
  private readonly code: HTMLElement;
  private readonly highlighted: string;
  private edited: string | null;

  constructor(element: HTMLElement, chapter: string) {
    this.element = element;
    this.chapter = chapter;
    this.number = Number(element.dataset["cell"]);
    this.key = element.dataset["key"] ?? "";
    this.code = element.querySelector("pre code")!;
    this.original = this.code.textContent ?? "";
    this.highlighted = this.code.innerHTML;
    this.edited = readChapter(chapter).edits[this.key] ?? null;
    if (this.edited !== null) this.code.textContent = this.edited;
    this.showState();
  }

  /** Runs without being asked for, before the visible cell behind it. */
  get isPrelude(): boolean {
    return this.element.hasAttribute("hidden");
  }

  /** Runs the checks of an exercise on what the cell before it declares. */
  get isCheck(): boolean {
    return this.element.dataset["role"] === "check";
  }

  get expectsError(): boolean {
    return this.element.hasAttribute("data-expect-error");
  }

  get isEdited(): boolean {
    return this.edited !== null;
  }

  /** The text that a run takes. */
  get source(): string {
    return this.edited ?? this.withSlider(this.original);
  }

  /** Puts the sliders' values into the course's text, or into what that was compiled to. */
  withSlider(text: string): string {
    let slid = text;
    for (const [name, literal] of this.slid) {
      slid = withLiteral(slid, name, literal);
    }
    return slid;
  }

  /**
   * Has a slider's value in place of the constant of its name, in what is shown and in what runs. A text that the reader
   * has edited stays as it is until it is reset.
   */
  slide(name: string, value: number | string): void {
    const literal = JSON.stringify(value);
    this.slid.set(name, literal);
    if (this.edited === null) this.showLiteral(name, literal);
  }

  /** The same for the slider of the cell itself: who moves it means the text as it stands, so an edited one takes it too. */
  slideOwn(name: string, value: number | string): void {
    this.slide(name, value);
    if (this.edited === null) return;
    const literal = JSON.stringify(value);
    this.edit(withLiteral(this.edited, name, literal));
    this.showLiteral(name, literal);
  }

  private showLiteral(name: string, literal: string): void {
    if (this.editor === null) replaceLiteral(this.code, name, literal);
    else this.editor.replace(this.source);
  }

  /** Takes a text that the reader typed, and remembers it; the course's own with the sliders' values is no edit. */
  edit(text: string): void {
    this.edited = text === this.withSlider(this.original) ? null : text;
    updateChapter(this.chapter, ({ edits }) => {
      if (this.edited === null) delete edits[this.key];
      else edits[this.key] = this.edited;
    });
    this.showState();
  }

  /** Puts the course's own text back. */
  reset(): void {
    this.edit(this.withSlider(this.original));
    this.showRan(false);
    this.editor?.replace(this.source);
    this.code.innerHTML = this.highlighted;
    for (const [name, literal] of this.slid) replaceLiteral(this.code, name, literal);
  }

  /** Says quietly that the cell has run in this session, which a cell that prints nothing shows nowhere else. */
  showRan(hasRun: boolean): void {
    for (const mark of this.element.querySelectorAll(".ran")) {
      mark.textContent = hasRun ? "ran" : "";
    }
  }

  /** Shows which buttons make sense: Run or Stop, Edit, Reset. */
  showState(state?: "idle" | "waiting" | "running"): void {
    if (state !== undefined) this.element.dataset["state"] = state;
    const busy = /^(running|waiting)$/.test(this.element.dataset["state"] ?? "");
    const show = (selector: string, visible: boolean): void => {
      for (const it of this.element.querySelectorAll<HTMLElement>(selector)) it.hidden = !visible;
    };
    show("[data-do=run]", !busy);
    show("[data-do=stop]", busy);
    show("[data-do=reset], .badge", this.isEdited);
    show("[data-do=edit]", this.editor === null);
  }
}

/** `const name = 7` or `const name = "first"`, with its literal as the last group. */
const constant = (name: string): RegExp =>
  new RegExp(`\\b(const ${name}\\b[^=\\n]*= *)(-?[\\d._]+|"[^"\\n]*")`);

function withLiteral(text: string, name: string, literal: string): string {
  return text.replace(constant(name), (_, head: string) => head + literal);
}

/** Changes a constant's literal in a code whose colours stand in elements: it lies within one of their texts. */
function replaceLiteral(code: HTMLElement, name: string, literal: string): void {
  const found = constant(name).exec(code.textContent ?? "");
  if (found === null) return;
  const start = found.index + found[1]!.length;
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  let offset = 0;
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (start < offset + node.length) {
      node.replaceData(start - offset, found[2]!.length, literal);
      return;
    }
    offset += node.length;
  }
}
