import type { FigureSpec, Values } from "@headgate/figures";
import { fitting, maxSeed } from "./address.ts";

/** The sliders, choices and the seed of one figure. The markup holds their names and ranges. */
export class Controls {
  private readonly form: HTMLFormElement;
  private readonly spec: FigureSpec;

  constructor(form: HTMLFormElement, spec: FigureSpec, changed: () => void) {
    this.form = form;
    this.spec = spec;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => {
      this.showValues();
      changed();
    });
    this.button("next-seed").addEventListener("click", () => {
      const { seed } = this.values;
      this.field("seed").value = String(seed >= maxSeed ? 0 : seed + 1);
      changed();
    });
  }

  /** What they are set to. */
  get values(): Values {
    const values: Record<string, number | string> = {};
    for (const parameter of this.spec.parameters) {
      values[parameter.name] = fitting(parameter, this.field(parameter.name).value);
    }
    const seed = Math.trunc(Number(this.field("seed").value));
    return { ...values, seed: seed >= 0 && seed <= maxSeed ? seed : 1 };
  }

  set values(values: Values) {
    for (const [name, value] of Object.entries(values)) this.field(name).value = String(value);
    this.showValues();
  }

  button(name: "next-seed" | "first-values" | "copy-link"): HTMLButtonElement {
    return this.form.querySelector(`[data-do=${name}]`)!;
  }

  private field(name: string): HTMLInputElement | HTMLSelectElement {
    return this.form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement;
  }

  private showValues(): void {
    for (const input of this.form.querySelectorAll<HTMLInputElement>("input[type=range]")) {
      const text = `${Number(input.value).toLocaleString("en-US")} ${input.dataset["unit"]}`.trim();
      input.nextElementSibling!.textContent = text;
      input.setAttribute("aria-valuetext", text);
    }
  }
}
