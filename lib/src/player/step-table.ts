import { count, counted, fit } from "../show/paint/words.ts";
import { cellsOf, stepColumns } from "../show/run/step-words.ts";
import { LiveText, make } from "./make-element.ts";
import { windowAround, type Reel } from "./reel.ts";

const maxRows = 200;

/** The steps around the position as a table, made when it is opened and anew where it is left. */
export class StepTable {
  readonly element: HTMLDetailsElement;
  readonly #summary = new LiveText();
  readonly #head: HTMLElement = make("tr");
  readonly #says: HTMLElement = make("p");
  readonly #body: HTMLElement = make("tbody");
  #reel: Reel;
  #labels: readonly string[] = [];
  #from = -1;
  #to = -1;
  #position = 0;
  #current: Element | undefined;

  constructor(reel: Reel, labels: readonly string[]) {
    const table = make("table", {}, make("thead", {}, this.#head), this.#body);
    this.element = make(
      "details",
      {},
      make("summary", {}, this.#summary.node),
      this.#says,
      make(
        "div",
        { class: "scrolls tall", role: "group", tabindex: "0", "aria-label": "Table of steps" },
        table,
      ),
    );
    this.element.addEventListener("toggle", () => this.show(this.#position));
    this.#reel = reel;
    this.fit(reel, labels);
  }

  /** Takes the steps of other runs; an open table stays open. */
  fit(reel: Reel, labels: readonly string[]): void {
    this.#reel = reel;
    const columns = stepColumns(reel.timeAt(reel.length));
    const names = labels.length > 1 ? ["run", ...columns] : columns;
    this.#head.replaceChildren(...names.map((name) => make("th", { scope: "col" }, name)));
    this.#labels = labels;
    this.#summary.set(`The same as a table: ${counted(reel.length, "row")}`);
    this.#from = -1;
  }

  show(position: number): void {
    this.#position = position;
    if (!this.element.open) return;
    const item = Math.max(0, position - 1);
    const { from, to } = windowAround(item, this.#reel.length, maxRows);
    if (from !== this.#from || to !== this.#to) this.#fill(from, to);
    const row = position === 0 ? undefined : (this.#body.children[item - from] ?? undefined);
    if (row === this.#current) return;
    this.#current?.removeAttribute("aria-current");
    row?.setAttribute("aria-current", "step");
    this.#current = row;
  }

  #fill(from: number, to: number): void {
    [this.#from, this.#to] = [from, to];
    const isAll = to - from === this.#reel.length;
    this.#says.textContent = isAll
      ? "▸ marks the step just taken."
      : `Rows ${count(from + 1)} to ${count(to)} of ${count(this.#reel.length)}; ▸ marks the step just taken.`;
    this.#current = undefined;
    this.#body.replaceChildren(
      ...Array.from({ length: to - from }, (_, index) => this.#row(from + index + 1)),
    );
  }

  #row(position: number): HTMLElement {
    const cells = [
      ...(this.#labels.length > 1 ? [this.#labels[this.#reel.panelAt(position)]!] : []),
      ...cellsOf(this.#reel.stepAt(position)!, this.#reel.timeAt(this.#reel.length)),
    ];
    return make("tr", {}, ...cells.map((cell) => make("td", {}, make("bdi", {}, fit(cell, 200)))));
  }
}
