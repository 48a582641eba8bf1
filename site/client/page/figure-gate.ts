/**
 * Lets a figure run once its question is answered or skipped: who has guessed looks for what comes. What runs and draws
 * it is loaded then. Call it before the question is wired, which says at once that it is answered where it was before.
 */
export function openGate(figure: HTMLElement): void {
  const question = document.querySelector<HTMLElement>(".question");
  let isOpen = false;
  const open = async (): Promise<void> => {
    if (isOpen) return;
    isOpen = true;
    const { FigurePage } = await import("../figure/figure-page.ts");
    new FigurePage(figure);
  };
  question?.addEventListener("settled", () => void open());
}
