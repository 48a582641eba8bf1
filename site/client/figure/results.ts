import type { FigureSpec, Metric, Panel, Values } from "@headgate/figures";
import { withCode } from "../page/with-code.ts";
import { metricTable } from "./metric-table.ts";

/** What a run came to, and what the one before did; and whether what must hold does. */
export class Results {
  private readonly section: HTMLElement;
  private readonly spec: FigureSpec;
  private metrics: readonly Metric[] = [];

  constructor(section: HTMLElement, spec: FigureSpec) {
    this.section = section;
    this.spec = spec;
  }

  show(panels: readonly Panel[], values: Values): void {
    const before = this.metrics;
    this.metrics = this.spec.metrics(panels, values);
    this.find(".surprise").replaceChildren(...withCode(this.spec.surprise(panels, values)));
    this.showMetrics(before);
    const items = [...this.section.querySelectorAll<HTMLElement>(".invariants li")];
    for (const [at, { says, broken }] of this.spec.invariants.entries()) {
      const fault = broken(panels, values);
      const item = items[at]!;
      const sign = element("span", fault === undefined ? "holds" : "broken");
      sign.className = "sign";
      item.classList.toggle("broken", fault !== undefined);
      item.replaceChildren(sign, fault === undefined ? says : `${says}: ${fault}`);
    }
  }

  private showMetrics(before: readonly Metric[]): void {
    const { runs, rows } = metricTable(this.metrics, before);
    const head = document.createElement("tr");
    head.append(document.createElement("td"), ...runs.map((run) => heading("col", run)));
    this.find(".metrics thead").replaceChildren(...(runs.join("") === "" ? [] : [head]));
    const lines = rows.map(({ name, cells }) => {
      const line = document.createElement("tr");
      const made = cells.map(({ now, was }) => {
        const cell = element("td", now);
        if (was !== undefined) {
          const old = element("span", `was ${was}`);
          old.className = "was";
          cell.append(old);
        }
        return cell;
      });
      line.append(heading("row", name), ...made);
      return line;
    });
    this.find(".metrics tbody").replaceChildren(...lines);
  }

  private find(selector: string): HTMLElement {
    return this.section.querySelector<HTMLElement>(selector)!;
  }
}

function heading(scope: "row" | "col", text: string): HTMLElement {
  const made = element("th", text) as HTMLTableCellElement;
  made.scope = scope;
  return made;
}

function element(name: "th" | "td" | "span", text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
