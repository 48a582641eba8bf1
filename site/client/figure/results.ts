import type { FigureSpec, Metric, Panel, Values } from "@headgate/figures";

/** What a run came to, beside what the one before came to; and whether what must hold does. */
export class Results {
  private readonly section: HTMLElement;
  private readonly spec: FigureSpec;
  private before: readonly Metric[] = [];
  private now: readonly Metric[] = [];

  constructor(section: HTMLElement, spec: FigureSpec) {
    this.section = section;
    this.spec = spec;
  }

  show(panels: readonly Panel[], values: Values): void {
    this.before = this.now;
    this.now = this.spec.metrics(panels, values);
    this.find(".surprise").textContent = this.spec.surprise(panels, values);
    this.find(".metrics tbody").replaceChildren(...this.now.map((metric) => this.row(metric)));
    const items = [...this.section.querySelectorAll<HTMLElement>(".invariants li")];
    for (const [at, { says, broken }] of this.spec.invariants.entries()) {
      const fault = broken(panels, values);
      const item = items[at]!;
      const sign = document.createElement("span");
      sign.className = "sign";
      sign.textContent = fault === undefined ? "holds" : "broken";
      item.classList.toggle("broken", fault !== undefined);
      item.replaceChildren(sign, fault === undefined ? says : `${says}: ${fault}`);
    }
  }

  private row(metric: Metric): HTMLElement {
    const old = this.before.find(({ label }) => label === metric.label);
    const row = document.createElement("tr");
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = metric.label;
    row.append(head, cell(printed(metric)), cell(old === undefined ? "" : printed(old)));
    row.classList.toggle("changed", old !== undefined && printed(old) !== printed(metric));
    return row;
  }

  private find(selector: string): HTMLElement {
    return this.section.querySelector<HTMLElement>(selector)!;
  }
}

function cell(text: string): HTMLElement {
  const made = document.createElement("td");
  made.textContent = text;
  return made;
}

/** A number with its unit; at most two digits behind the point. */
export function printed({ value, unit }: Metric): string {
  const number = value.toLocaleString("en-US", { maximumFractionDigits: 2 });
  return unit === "" || unit === "%" ? `${number}${unit}` : `${number} ${unit}`;
}
