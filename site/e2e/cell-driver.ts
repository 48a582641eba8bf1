import type { Locator, Page } from "playwright-core";

/** One live cell of an open page, as a reader uses it. */
export class CellDriver {
  readonly root: Locator;

  constructor(page: Page, number: number) {
    this.root = page.locator(`.cell[data-cell="${number}"]`);
  }

  button(action: "run" | "stop" | "edit" | "reset" | "above" | "above-only"): Locator {
    return this.root.locator(`[data-do="${action}"]`);
  }

  /** Runs the cell and waits for its end. */
  async run(): Promise<void> {
    await this.button("run").click();
    await this.settled();
  }

  async settled(timeout = 20_000): Promise<void> {
    await this.root
      .and(this.root.page().locator('[data-state="idle"]'))
      .waitFor({ state: "attached", timeout });
  }

  /** Replaces the cell's text by typing it. */
  async type(text: string): Promise<void> {
    if (await this.button("edit").isVisible()) await this.button("edit").click();
    const content = this.root.locator(".cm-content");
    await content.waitFor();
    await content.focus();
    await this.root.page().keyboard.press("ControlOrMeta+a");
    await this.root.page().keyboard.press("Delete");
    await this.root.page().keyboard.insertText(text);
  }

  stdout(): Promise<string> {
    return textOf(this.root.locator(".output .stdout"));
  }

  stderr(): Promise<string> {
    return textOf(this.root.locator(".output .stderr"));
  }

  place(): Promise<string> {
    return textOf(this.root.locator(".output .place"));
  }

  note(): Promise<string> {
    return textOf(this.root.locator(".output .run-note"));
  }
}

async function textOf(blocks: Locator): Promise<string> {
  const texts = await blocks.evaluateAll((all) => all.map((block) => block.textContent ?? ""));
  return texts.join("").trimEnd();
}
