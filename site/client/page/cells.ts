import type { Runner } from "../runner/runner.ts";
import { copyText } from "./copy-text.ts";
import { LiveCell } from "./live-cell.ts";
import type { Question } from "./question.ts";

/** Gives the cells of a chapter's page their buttons and keys. Running and editing are loaded when first used. */
export function wireCells(chapter: string, questions: readonly Question[]): void {
  const elements = [...document.querySelectorAll<HTMLElement>(".cell")];
  const cells = elements.map((element) => new LiveCell(element, chapter));
  if (cells.length === 0) return;
  let loading: Promise<Runner> | undefined;
  const runner = (): Promise<Runner> =>
    (loading ??= import("../runner/runner.ts").then(({ Runner }) => new Runner(cells, chapter)));

  const actions: Record<string, (cell: LiveCell) => unknown> = {
    run: async (cell) => (await runner()).run([cell]),
    stop: async (cell) => (await runner()).stop(cell),
    above: async (cell) => (await runner()).runUpTo(cell),
    "above-only": async (cell) => (await runner()).run(cells.slice(0, cells.indexOf(cell))),
    edit: (cell) => edit(cell, runner),
    reset: (cell) => (
      cell.reset(),
      cell.element.querySelector<HTMLElement>("[data-do=run]")?.focus()
    ),
    copy: (cell) => copy(cell),
  };
  const pageActions: Record<string, () => unknown> = {
    "run-all": async () => (await runner()).run(cells),
    restart: async () => (await runner()).restart(),
    "reset-all": () => resetAll(cells, questions),
  };
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const action = target.closest<HTMLElement>("[data-do]")?.dataset["do"] ?? "";
    const cell = cellAt(cells, target);
    if (cell !== undefined) void actions[action]?.(cell);
    void pageActions[action]?.();
  });
  for (const cell of cells) wireCell(cell, runner, actions);
}

function cellAt(cells: readonly LiveCell[], target: Element): LiveCell | undefined {
  const element = target.closest(".cell");
  return cells.find((cell) => cell.element === element);
}

function wireCell(
  cell: LiveCell,
  runner: () => Promise<Runner>,
  actions: Record<string, (cell: LiveCell) => unknown>,
): void {
  const pre = cell.element.querySelector<HTMLElement>("pre");
  pre?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    void (event.shiftKey || event.ctrlKey || event.metaKey ? actions["run"] : actions["edit"])?.(
      cell,
    );
  });
  // A press on the text edits it, where a pointer is exact and nothing was selected. A finger may only want to scroll.
  pre?.addEventListener("click", () => {
    const selected = getSelection()?.isCollapsed === false;
    if (!selected && matchMedia("(pointer: fine)").matches) void edit(cell, runner);
  });
  // A figure sets its cell, which the reader then runs or not.
  cell.element.addEventListener("slide", (event) => {
    const values = (event as CustomEvent<Record<string, number | string>>).detail;
    for (const [name, value] of Object.entries(values)) cell.slide(name, value);
  });
  const slider = cell.element.querySelector<HTMLInputElement>("input[type=range]");
  const shown = cell.element.querySelector("output");
  slider?.addEventListener("input", () => {
    if (shown) shown.textContent = slider.value;
  });
  slider?.addEventListener("change", async () => {
    cell.slideOwn(cell.element.dataset["slider"]!, Number(slider.value));
    await (await runner()).run([cell]);
  });
}

async function edit(cell: LiveCell, runner: () => Promise<Runner>): Promise<void> {
  const { mountEditor } = await import("../editor/editor.ts");
  cell.editor ??= mountEditor(cell, async () => (await runner()).run([cell]));
  cell.showState();
  cell.editor.focus();
}

async function copy(cell: LiveCell): Promise<void> {
  const button = cell.element.querySelector<HTMLElement>("[data-do=copy]")!;
  await copyText(button, cell.source, "Not allowed");
}

function resetAll(cells: readonly LiveCell[], questions: readonly Question[]): void {
  const edited = cells.filter((cell) => cell.isEdited);
  const texts =
    edited.length === 1
      ? "the text that you changed"
      : `the ${edited.length} texts that you changed`;
  const lost = edited.length === 0 ? "your answers" : `${texts}, and your answers`;
  if (!confirm(`Put this page back as the course has it? You lose ${lost}.`)) return;
  for (const cell of edited) cell.reset();
  for (const question of questions) question.forget();
}
