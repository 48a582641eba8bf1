import { isDrawn } from "../../src/drawn-text.ts";
import type { LiveCell } from "../page/live-cell.ts";
import { withCode } from "../page/with-code.ts";
import type { PrintMessage } from "../protocol.ts";
import { figureType, playFigure } from "./figure-player.ts";
import { showHtml } from "./rich-output.ts";

/** The place below a cell where its output stands. */
export class CellOutput {
  private readonly cell: LiveCell;
  private readonly place: HTMLElement;
  private readonly players: ReturnType<typeof playFigure>[] = [];
  /** What outputs with an id stand in, so that the next takes their place. */
  private readonly places = new Map<string, HTMLElement>();

  constructor(cell: LiveCell) {
    this.cell = cell;
    this.place = cell.element.querySelector(".output")!;
  }

  clear(): void {
    for (const player of this.players.splice(0)) void player.then((found) => found?.destroy());
    this.places.clear();
    this.place.replaceChildren();
    this.place.hidden = true;
    this.cell.element.querySelector(".recorded")?.toggleAttribute("hidden", false);
  }

  /** Appends a printed text; texts of one stream that follow each other stand in one block. */
  print({ stream, text, place }: PrintMessage): void {
    if (place === undefined) return this.write(stream === "out" ? "stdout" : "stderr", text);
    const mark = document.createElement("p");
    mark.className = "place";
    const here = place.cell === this.cell.number;
    mark.textContent = here ? `Line ${place.line}` : `Cell ${place.cell}, line ${place.line}`;
    this.add(mark);
    this.write("stderr", text);
  }

  /** Shows the richest form of a display bundle; a figure that can be played, still until its player is there. */
  display(bundle: Readonly<Record<string, unknown>>, id?: string): void {
    const html = bundle["text/html"] ?? bundle["image/svg+xml"];
    const plain = bundle["text/plain"];
    if (typeof html !== "string") {
      if (typeof plain === "string") this.write("stdout", plain);
      return;
    }
    const host = document.createElement("div");
    host.className = "rich";
    host.setAttribute("role", "group");
    host.setAttribute("aria-label", `Figure of cell ${this.cell.number}`);
    const before = id === undefined ? undefined : this.places.get(id);
    if (before === undefined) this.add(host);
    else before.replaceWith(host);
    if (id !== undefined) this.places.set(id, host);
    reachableWhenWide(host);
    showHtml(host, html);
    const figure = bundle[figureType];
    if (typeof figure === "string") this.players.push(playFigure(host, figure));
  }

  /** Says something about the run itself, with a button to go on. */
  note(sentence: string, button?: "above" | "above-only"): void {
    const note = document.createElement("p");
    note.className = "run-note";
    note.append(...withCode(sentence));
    if (button !== undefined) {
      const action = document.createElement("button");
      action.type = "button";
      action.className = "quiet";
      action.dataset["do"] = button;
      action.textContent = button === "above" ? "Run all above, then this" : "Run all above";
      note.append(" ", action);
    }
    this.add(note);
  }

  /** What is drawn in text stands in a block of its own, since its lines are not wrapped. */
  private write(stream: "stdout" | "stderr", text: string): void {
    this.block(stream, isDrawn(text) ? `${stream} drawn` : stream).append(`${text}\n`);
  }

  private block(kind: "stdout" | "stderr", className: string): HTMLElement {
    const last = this.place.lastElementChild;
    if (last instanceof HTMLElement && last.className === className) return last;
    const block = document.createElement("pre");
    block.className = className;
    block.tabIndex = 0;
    block.setAttribute(
      "aria-label",
      `${kind === "stdout" ? "Output" : "Errors"} of cell ${this.cell.number}`,
    );
    block.setAttribute("role", "group");
    this.add(block);
    return block;
  }

  private add(element: HTMLElement): void {
    this.place.append(element);
    this.place.hidden = false;
    this.cell.element.querySelector(".recorded")?.toggleAttribute("hidden", true);
  }
}

/** What scrolls sideways can be reached by keyboard, and nothing else that need not be. */
function reachableWhenWide(host: HTMLElement): void {
  new ResizeObserver(() => {
    if (host.scrollWidth > host.clientWidth) host.tabIndex = 0;
    else host.removeAttribute("tabindex");
  }).observe(host);
}
