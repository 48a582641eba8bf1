import { readChapter, type StoredAnswer, updateChapter } from "./store.ts";

/**
 * One question of a page: choose or type, then the reasons; or skip. The markup holds everything else.
 * Its element hears "settled" when there is an answer, or when there was one already.
 */
export class Question {
  private readonly element: HTMLElement;
  private readonly chapter: string;
  private readonly field: HTMLInputElement | null;
  private readonly radios: readonly HTMLInputElement[];
  private readonly verdict: HTMLElement;

  constructor(element: HTMLElement, chapter: string) {
    this.element = element;
    this.chapter = chapter;
    this.field = element.querySelector("input[type=text]");
    this.radios = [...element.querySelectorAll<HTMLInputElement>("input[type=radio]")];
    this.verdict = element.querySelector(".verdict")!;
    this.button("answer").addEventListener("click", () => this.answer());
    this.button("skip").addEventListener("click", () => this.skip());
    this.button("reasons").addEventListener("click", () => this.showReasons());
    this.button("again").addEventListener("click", () => {
      this.forget();
      this.focus();
    });
    this.field?.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // Or the same press would act on the button that gets the focus.
      this.answer();
    });
    this.show(readChapter(chapter).answers[this.key]);
  }

  /** Puts the question back to where nothing was answered. */
  forget(): void {
    for (const radio of this.radios) radio.checked = false;
    if (this.field) this.field.value = "";
    this.settle(undefined);
  }

  private get key(): string {
    return this.element.dataset["key"]!;
  }

  private button(name: "answer" | "skip" | "again" | "reasons"): HTMLButtonElement {
    return this.element.querySelector(`[data-do=${name}]`)!;
  }

  private focus(): void {
    (this.field ?? this.radios[0])?.focus();
  }

  private answer(): void {
    const given = this.given();
    if (given === null) {
      this.verdict.textContent = this.field
        ? "Type a number, or skip."
        : "Choose an answer, or skip.";
      return this.focus();
    }
    this.settle({ given, right: this.isRight(given) });
    this.button("again").focus();
  }

  private skip(): void {
    this.settle({ given: null, right: false });
    this.button("again").focus();
  }

  private showReasons(): void {
    this.element.classList.add("reasoned");
    this.button("reasons").hidden = true;
    this.button("again").focus();
  }

  private given(): number | null {
    if (this.field) return typedNumber(this.field.value);
    const at = this.radios.findIndex((radio) => radio.checked);
    return at === -1 ? null : at;
  }

  private isRight(given: number): boolean {
    if (this.field) return given === Number(this.element.dataset["answer"]);
    return this.radios[given]!.closest(".option")!.hasAttribute("data-right");
  }

  private settle(answer: StoredAnswer | undefined): void {
    updateChapter(this.chapter, ({ answers }) => {
      if (answer === undefined) delete answers[this.key];
      else answers[this.key] = answer;
    });
    this.show(answer);
  }

  private show(answer: StoredAnswer | undefined): void {
    const isAnswered = answer !== undefined;
    this.element.classList.toggle("answered", isAnswered);
    this.element.classList.remove("reasoned");
    for (const input of this.element.querySelectorAll("input")) input.disabled = isAnswered;
    for (const name of ["answer", "skip"] as const) this.button(name).hidden = isAnswered;
    for (const name of ["again", "reasons"] as const) this.button(name).hidden = !isAnswered;
    if (isAnswered && answer.given !== null) this.restore(answer.given);
    this.verdict.textContent = isAnswered ? verdictOf(answer) : "";
    this.verdict.dataset["verdict"] = isAnswered ? wordOf(answer) : "";
    markOptions(this.element, answer);
    if (isAnswered) this.element.dispatchEvent(new CustomEvent("settled"));
  }

  private restore(given: number): void {
    if (this.field) this.field.value = String(given);
    else if (this.radios[given]) this.radios[given].checked = true;
  }
}

/** A number as people type one: `1,204`, `1 204`, `1204`. */
export function typedNumber(text: string): number | null {
  const digits = text
    .trim()
    .replace(/[\s,_'\u00a0\u2009]/g, "")
    .replace("\u2212", "-");
  return /^-?(\d+\.?\d*|\.\d+)$/.test(digits) ? Number(digits) : null;
}

function wordOf({ given, right }: StoredAnswer): string {
  if (given === null) return "skipped";
  return right ? "right" : "wrong";
}

function verdictOf({ given, right }: StoredAnswer): string {
  if (given === null) return "Skipped. Here is the answer.";
  return right ? "Right." : "Not quite.";
}

/** Marks what was chosen and what is right, in words that stand beside the colours. */
function markOptions(question: HTMLElement, answer: StoredAnswer | undefined): void {
  for (const [at, option] of [...question.querySelectorAll<HTMLElement>(".option")].entries()) {
    const chosen = answer !== undefined && isChosen(option, at, answer.given);
    const right = option.hasAttribute("data-right");
    const mark = option.querySelector<HTMLElement>(".mark");
    option.classList.toggle("chosen", chosen);
    option.classList.toggle("told", answer !== undefined && (chosen || right));
    if (mark === null) continue;
    if (answer === undefined || !(chosen || right)) mark.textContent = "";
    else if (right) mark.textContent = chosen ? "Your answer, and right" : "The right answer";
    else mark.textContent = "Your answer";
  }
}

function isChosen(option: HTMLElement, at: number, given: number | null): boolean {
  const value = option.dataset["value"];
  return given !== null && (value === undefined ? at : Number(value)) === given;
}
