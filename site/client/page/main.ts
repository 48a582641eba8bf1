// The one script that every page loads. What running, editing and moving progress need is loaded when it is asked for.
import { wireCells } from "./cells.ts";
import { openGate } from "./figure-gate.ts";
import { wireKeys, wireMenu, wireOutline } from "./navigation.ts";
import { showProgress } from "./progress.ts";
import { Question } from "./question.ts";
import { wireTheme } from "./theme.ts";

const chapter = document.body.dataset["chapter"];

for (const button of document.querySelectorAll<HTMLElement>("[data-do=theme]")) wireTheme(button);
for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu")) wireMenu(menu);
wireKeys();
wireOutline();
showProgress();
const figure = document.querySelector<HTMLElement>("[data-figure]");
if (figure !== null) openGate(figure);
if (chapter !== undefined) {
  const questions = [...document.querySelectorAll<HTMLElement>(".question")];
  wireCells(
    chapter,
    questions.map((element) => new Question(element, chapter)),
  );
}
const transfer = document.querySelector<HTMLElement>("[data-transfer]");
transfer?.addEventListener("click", async (event) => {
  const action = (event.target as Element).closest<HTMLElement>("[data-do]")?.dataset["do"];
  if (action === undefined) return;
  const { exportProgress, forgetProgress, importProgress } = await import("./transfer.ts");
  const status = transfer.querySelector<HTMLElement>("[role=status]")!;
  if (action === "export") exportProgress(status);
  if (action === "import") await importProgress(status, showProgress);
  if (action === "forget") forgetProgress(status, showProgress);
});
