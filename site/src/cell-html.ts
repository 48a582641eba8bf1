import type { CodeCell, ExerciseCell, Slider } from "@headgate/course";
import { createHash } from "node:crypto";
import type { RunnableCell } from "./compile-chapter.ts";
import { isDrawn } from "./drawn-text.ts";
import { highlight } from "./highlight.ts";
import { html, type Html } from "./html.ts";
import { icon } from "./icons.ts";
import { SiteError } from "./site-error.ts";

/** What is special about one runnable cell. */
export interface CellOptions {
  /** What edits are stored under; by default it stems from the text. */
  readonly key?: string;
  readonly runLabel?: string;
  readonly expectError?: boolean;
  readonly slider?: Slider;
  /** What the course's own run printed, folded. */
  readonly recorded?: string;
  readonly limitMs?: number;
  readonly role?: "answer" | "check";
}

/** A live cell of a chapter: its text, its buttons and an empty place for output. */
export function codeCell(cell: CodeCell, runnable: RunnableCell, where: string): Html {
  const { slider, outputs } = cell;
  if (slider !== undefined) requireSlid(cell.code, slider, where);
  return liveCell(runnable, {
    expectError: cell.expectError,
    ...(slider && { slider }),
    ...(outputs.text && !cell.hidden && { recorded: outputs.text.text }),
  });
}

/** The two cells of an exercise: the one to write in, and the one that checks. */
export function exerciseCells(cell: ExerciseCell, runnable: readonly RunnableCell[]): Html {
  const [answer, check] = runnable as [RunnableCell, RunnableCell];
  const { slug } = cell.exercise;
  return html`${liveCell(answer, { key: `exercise-${slug}`, role: "answer" })}
  ${liveCell(check, { key: `check-${slug}`, role: "check", runLabel: "Check", limitMs: 30_000 })}`;
}

/** Any live cell. */
export function liveCell(runnable: RunnableCell, options: CellOptions): Html {
  const { number, code } = runnable;
  const key = options.key ?? createHash("sha256").update(code).digest("hex").slice(0, 10);
  return html`<div
    class="cell"
    role="group"
    aria-label="Cell ${number}"
    id="cell-${number}"
    data-cell="${number}"
    data-key="${key}"
    ${
      options.expectError && html` data-expect-error`
    }${options.slider && html` data-slider="${options.slider.name}"`}${
      options.limitMs && html` data-limit-ms="${options.limitMs}"`
    }${options.role && html` data-role="${options.role}"`}${runnable.hidden && html` hidden`}
  >
    <pre
      class="source"
      role="group"
      tabindex="0"
      aria-label="Code of cell ${number}"
    ><code>${highlight(code, "ts")}</code></pre>
    ${options.slider && sliderOf(options.slider, code, number)}
    <div class="bar">
      <button type="button" class="run" data-do="run">
        ${icon("run")}${options.runLabel ?? "Run"}<span class="quietly"> cell ${number}</span>
      </button>
      <button type="button" class="run stop" data-do="stop" hidden>
        ${icon("stop")}Stop<span class="quietly"> cell ${number}</span>
      </button>
      <button type="button" class="quiet" data-do="edit">Edit</button>
      <button type="button" class="quiet" data-do="copy">Copy</button>
      <button type="button" class="quiet" data-do="reset" hidden>Reset</button>
      <span class="badge" hidden>edited</span>
      <span class="ran" role="status" aria-live="polite" aria-label="Run of cell ${number}"></span>
      <span class="cell-number" aria-hidden="true">${number}</span>
    </div>
    <div class="output" hidden></div>
    ${options.recorded && recorded(options.recorded)}
  </div> `;
}

function recorded(text: string): Html {
  return html`<details class="recorded">
    <summary>Output on record</summary>
    <pre
      class="${isDrawn(text) ? "stdout drawn" : "stdout"}"
      role="group"
      tabindex="0"
      aria-label="Output on record"
    >
${text}</pre>
  </details> `;
}

function sliderOf({ name, min, max, step }: Slider, code: string, number: number): Html {
  const value = slidNumber(code, name);
  return html`<div class="slider">
    <label for="slider-${number}"><code>${name}</code></label>
    <input
      type="range"
      id="slider-${number}"
      min="${min}"
      max="${max}"
      step="${step}"
      value="${value}"
    />
    <output for="slider-${number}">${value}</output>
  </div> `;
}

function slidNumber(code: string, name: string): string {
  const found = new RegExp(`\\bconst ${name}\\b[^=\\n]*= *(-?[\\d._]+)`).exec(code)?.[1];
  return (found ?? "").replaceAll("_", "");
}

function requireSlid(code: string, slider: Slider, where: string): void {
  if (slidNumber(code, slider.name) !== "") return;
  throw new SiteError(
    `${where}: the slider needs a line \`const ${slider.name} = <number>\` in its cell, and there is none.`,
  );
}
