import type { Locator, Page } from "playwright-core";

/** One figure's page, as a reader uses it. */
export class FigureDriver {
  readonly page: Page;
  readonly slug: string;

  constructor(page: Page, slug: string) {
    this.page = page;
    this.slug = slug;
  }

  /** Skips the question, and waits for the run. */
  async skipQuestion(): Promise<void> {
    await this.page.getByRole("button", { name: "Skip" }).click();
    await this.ran();
  }

  /** Waits until a run is shown. */
  async ran(): Promise<void> {
    await this.page.locator(".surprise:not(:empty)").waitFor();
    await this.scrubber.waitFor();
  }

  /** The player's range input. */
  get scrubber(): Locator {
    return this.page.locator(".figure-player input[type=range]");
  }

  /** A control by its label. */
  control(label: string): Locator {
    return this.page.locator(".figure-controls").getByLabel(label);
  }

  async metrics(): Promise<string[]> {
    return this.page.locator(".metrics tbody td").allTextContents();
  }

  async invariants(): Promise<string[]> {
    return this.page.locator(".invariants .sign").allTextContents();
  }

  /** The part of the address behind `#`, when it has come to rest. */
  async hash(): Promise<string> {
    await this.page.waitForTimeout(400);
    return this.page.evaluate(() => location.hash);
  }
}
