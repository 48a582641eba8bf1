import type { Cell, CodeCell, Exercise, Mark, Outputs, SectionKind } from "./chapter.ts";
import { checkCell, readExercise, stubCell } from "./exercise.ts";
import type { Fence } from "./fence.ts";
import { readMarks } from "./marks.ts";
import { fillNumbers, type Printed } from "./numbers.ts";
import { withOutputs } from "./outputs.ts";
import type { ParseContext } from "./parse.ts";
import { readQuestion, readRetrieval, type QuestionPlace } from "./question.ts";
import type { Piece } from "./scan.ts";
import { isRule } from "./rules.ts";
import { checkHome, readHeading } from "./sections.ts";
import type { Fail } from "./source-error.ts";

/** Turns pieces into cells; keeps what is counted over the whole chapter. */
export class CellReader {
  readonly terms: Set<string> = new Set();
  readonly rules: Set<string> = new Set();
  readonly misconceptions: Set<string> = new Set();
  readonly asks: Set<string> = new Set();
  readonly marks: Mark[] = [];
  readonly #number: string;
  readonly #context: ParseContext;
  readonly #fail: Fail;
  readonly #anchors = new Set<string>();
  readonly #questionCounts = { predict: 0, quiz: 0 };
  #printed: Printed[] = [];
  #section: SectionKind | "opening" = "opening";
  #sectionAnchor: string | undefined;

  constructor(options: { number: string; context: ParseContext; fail: Fail }) {
    this.#number = options.number;
    this.#context = options.context;
    this.#fail = options.fail;
  }

  read(pieces: readonly Piece[]): Cell[] {
    const grouped = withOutputs(pieces, this.#context.draft === true, this.#fail);
    this.#printed = grouped.flatMap(({ outputs }, cell) =>
      outputs.text === undefined || outputs.text.varies ? [] : { cell, text: outputs.text.text },
    );
    const cells: Cell[] = [];
    for (const [index, { piece, outputs, lastLine: end }] of grouped.entries()) {
      const cell = this.#cell(piece, {
        index,
        id: `${this.#number}-${pad(cells.length + 1)}`,
        outputs,
        end,
      });
      if (cell === undefined) continue;
      checkHome(cell, this.#fail);
      cells.push(cell);
    }
    return cells;
  }

  #cell(
    piece: Piece,
    at: { index: number; id: string; outputs: Outputs; end: number },
  ): Cell | undefined {
    const { line } = piece;
    if (piece.kind === "heading") {
      const { title, kind } = readHeading(piece.text, line, this.#fail);
      this.#section = kind;
      const text = this.text(title, at.index, line);
      const anchor = this.#anchor(title);
      this.#sectionAnchor = anchor;
      return { kind: "heading", id: at.id, section: kind, line, title: text, anchor };
    }
    const placed = { id: at.id, section: this.#section, line };
    if (piece.kind === "prose") {
      const text = this.text(piece.text, at.index, line).trim();
      return text === "" ? undefined : { kind: "prose", ...placed, text };
    }
    return this.#block(piece, placed, at);
  }

  #block(
    piece: Extract<Piece, { kind: "block" }>,
    placed: Pick<Cell, "id" | "section" | "line">,
    at: { index: number; outputs: Outputs; end: number },
  ): Cell {
    const { fence, body, line } = piece;
    switch (fence.kind) {
      case "code":
        return this.#code({ fence, body, outputs: at.outputs, lastLine: at.end }, placed);
      case "exercise": {
        const exercise = this.#exercise({ slug: fence.slug, body, line });
        const [code, check] = [stubCell(exercise.stub), checkCell(exercise)];
        return { kind: "exercise", ...placed, exercise, code, check };
      }
      case "retrieval":
        return { kind: "retrieval", ...placed, questions: this.#retrieval(body, at.index, line) };
      case "predict":
      case "quiz": {
        const key = `${this.#number}-${fence.kind}-${(this.#questionCounts[fence.kind] += 1)}`;
        const question = readQuestion(fence.kind, body, this.#place(at.index, line));
        const { answer } = question;
        for (const option of answer.kind === "choice" ? answer.options : answer.wrong) {
          if (option.misconception !== undefined) this.#misconception(option.misconception, line);
        }
        return { kind: fence.kind, ...placed, key, ...question };
      }
      case "output":
        return this.#fail(line, "an output stands directly behind a live cell");
      default:
        return fence satisfies never;
    }
  }

  #code(
    read: {
      fence: Extract<Fence, { kind: "code" }>;
      body: string;
      outputs: Outputs;
      lastLine: number;
    },
    placed: Pick<CodeCell, "id" | "section" | "line">,
  ): CodeCell {
    const { fence, body, outputs } = read;
    const code = body.trimEnd();
    if (code === "") this.#fail(placed.line, "this cell is empty");
    if (
      fence.slider !== undefined &&
      !new RegExp(`^const ${fence.slider.name} = -?[\\d._]+;`, "m").test(code)
    ) {
      this.#fail(
        placed.line,
        `the slider needs a line \`const ${fence.slider.name} = <number>;\` in this cell`,
      );
    }
    if (fence.expectError && outputs.error === undefined && this.#context.draft !== true) {
      this.#fail(placed.line, "a cell with `expect-error` needs an `error output`");
    }
    return { ...fence, ...placed, code, outputs, lastLine: read.lastLine };
  }

  #exercise({ slug, body, line }: { slug: string; body: string; line: number }): Exercise {
    if (body.trim() !== "") {
      this.#fail(line, "an exercise is empty in the source: its stub is put there from exercises/");
    }
    const folder = `${this.#number}-${slug}`;
    const files = this.#context.exercise?.(folder);
    if (files === undefined) {
      return this.#fail(
        line,
        `no exercise ${slug}: expected exercises/${folder}/${slug}.ts and README.md`,
      );
    }
    const exercise = readExercise(folder, files);
    for (const id of exercise.asks) this.#ask(id, line);
    return exercise;
  }

  #retrieval(body: string, index: number, line: number): ReturnType<typeof readRetrieval> {
    const questions = readRetrieval(body, this.#place(index, line));
    const number = Number(this.#number);
    // The first two chapters have none that lies two back.
    const last = number <= 2 ? number - 1 : number - 2;
    for (const { from } of questions) {
      if (from === undefined ? number > 2 : Number(from) > last) {
        const got = from === undefined ? "no `from`" : `\`from: ${from}\``;
        this.#fail(
          line,
          `expected each retrieval question of chapter ${this.#number} to be \`from\` a chapter up to ${pad(last)}, got ${got}`,
        );
      }
    }
    return questions;
  }

  #place(index: number, line: number): QuestionPlace {
    return { line, fail: this.#fail, text: (text) => this.text(text, index, line) };
  }

  /** A text with its numbers filled in and its marks read. */
  text(source: string, index: number, line: number): string {
    const at = (offset: number, text: string): number =>
      line + text.slice(0, offset).split("\n").length - 1;
    const filled =
      this.#context.draft === true ? { text: source } : fillNumbers(source, index, this.#printed);
    if ("fault" in filled) return this.#fail(at(filled.at, source), filled.fault);
    const marked = readMarks(filled.text);
    if (marked.fault !== undefined)
      this.#fail(at(marked.fault.at, filled.text), marked.fault.sentence);
    for (const { name, id, at: offset } of marked.cited)
      this.#mark({ name, id, line: at(offset, filled.text) });
    for (const term of marked.terms) {
      if (this.#context.glossary?.has(term) === false)
        this.#fail(line, `\`[[${term}]]\` is no term of course/glossary.yaml`);
      this.terms.add(term);
    }
    const missing = marked.links.find((id) => this.#context.chapters?.includes(id) === false);
    if (missing !== undefined) this.#fail(line, `the link to ${missing}.md leads to no chapter`);
    const { figures } = this.#context;
    const unknown = marked.figures.find((slug) => figures?.includes(slug) === false);
    if (unknown !== undefined)
      this.#fail(line, `there is no figure \`${unknown}\`; there are ${figures?.join(", ")}`);
    return marked.text;
  }

  #mark(mark: Mark): void {
    const { name, id, line } = mark;
    const anchor = this.#sectionAnchor;
    this.marks.push({ ...mark, ...(anchor !== undefined && { anchor }) });
    if (name === "misconception") return this.#misconception(id, line);
    if (name === "ask") return this.#ask(id, line);
    if (!isRule(id)) this.#fail(line, `there is no rule \`${id}\``);
    this.rules.add(id);
  }

  #ask(id: string, line: number): void {
    if (this.#context.asks?.has(id) === false)
      this.#fail(line, `there is no ask \`${id}\` in course/asks.yaml`);
    this.asks.add(id);
  }

  #misconception(id: string, line: number): void {
    if (this.#context.misconceptions?.has(id) === false)
      this.#fail(line, `there is no misconception \`${id}\` in course/misconceptions.yaml`);
    this.misconceptions.add(id);
  }

  #anchor(title: string): string {
    const plain =
      title
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^-|-$/g, "") || "section";
    let anchor = plain;
    for (let number = 2; this.#anchors.has(anchor); number += 1) anchor = `${plain}-${number}`;
    this.#anchors.add(anchor);
    return anchor;
  }
}

function pad(count: number): string {
  return String(count).padStart(2, "0");
}
