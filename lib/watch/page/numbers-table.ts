import type { Sample } from "headgate/live";
import { count, rate } from "./words.ts";

const columns = 7;

interface Row {
  readonly name: string;
  readonly line: HTMLTableRowElement;
  readonly cells: readonly HTMLTableCellElement[];
}

/** The numbers of each stage in one sample: what the pictures show, in words. */
export class NumbersTable {
  readonly #body: HTMLElement;
  #rows: readonly Row[] = [];

  constructor(body: HTMLElement) {
    this.#body = body;
  }

  /** Without a sample no stage is known. */
  show(sample: Sample | undefined): void {
    const stages = sample?.snapshot.stages ?? [];
    const isSame =
      stages.length === this.#rows.length &&
      stages.every(({ name }, index) => this.#rows[index]!.name === name);
    if (!isSame) {
      this.#rows = stages.map(({ name }) => rowOf(name));
      this.#body.replaceChildren(...this.#rows.map(({ line }) => line));
    }
    if (sample === undefined) return;
    for (const [index, { cells }] of this.#rows.entries()) {
      const words = wordsOf(sample, index);
      for (const [at, cell] of cells.entries()) {
        if (cell.textContent !== words[at]) cell.textContent = words[at]!;
      }
    }
  }
}

function rowOf(name: string): Row {
  const line = document.createElement("tr");
  const head = document.createElement("th");
  head.scope = "row";
  head.textContent = name;
  const cells = Array.from({ length: columns }, () => document.createElement("td"));
  line.append(head, ...cells);
  return { name, line, cells };
}

function wordsOf({ snapshot, rates }: Sample, index: number): readonly string[] {
  const stage = snapshot.stages[index]!;
  const speeds = rates.stages[index]!;
  return [
    rate(speeds.handled),
    rate(speeds.sent),
    count(stage.waitingEvents),
    count(stage.inHand),
    count(stage.bufferedCount),
    count(stage.discarded),
    count(stage.pendingDemand),
  ];
}
