// The YAML of `predict`, `quiz` and `retrieval` blocks.
import type { Choice, NumberAnswer, Option, QuestionCell, RetrievalCell } from "./chapter.ts";
import { Fields, isRecord, readYaml } from "./front-matter.ts";
import type { Fail } from "./source-error.ts";

export interface QuestionPlace {
  readonly line: number;
  readonly fail: Fail;
  /** Resolves numbers and marks in a text of the block. */
  readonly text: (text: string) => string;
}

/** Reads one question of a `predict` or `quiz` block. */
export function readQuestion(
  kind: "predict" | "quiz",
  body: string,
  place: QuestionPlace,
): Pick<QuestionCell, "question" | "answer"> {
  const fields = record(readYaml(body, place.line + 1, place.fail), kind, place);
  const say = sayAt(kind, place);
  known(fields, ["question", "options", "answer", "why", "wrong"], say);
  const question = place.text(new Fields(fields, say).text("question"));
  if (fields["options"] !== undefined) return { question, answer: readChoice(fields, say, place) };
  if (kind === "quiz") say("expected `options`");
  return { question, answer: readNumberAnswer(fields, say, place) };
}

function readChoice(fields: Record<string, unknown>, say: Say, place: QuestionPlace): Choice {
  const list: unknown = fields["options"];
  if (!Array.isArray(list) || list.length < 3) say("expected three `options` or more");
  const options = list.map((each: unknown, index): Option => {
    const sayHere: Say = (sentence) => say(`option ${index + 1}: ${sentence}`);
    if (!isRecord(each)) sayHere("expected `text` and `why`");
    known(each, ["text", "right", "why", "misconception"], sayHere);
    const option = new Fields(each, sayHere);
    const right = each["right"] === true;
    const misconception = option.optionalText("misconception");
    if (!right && misconception === undefined)
      sayHere("expected the `misconception` behind a wrong option, such as M-2");
    if (right && misconception !== undefined) sayHere("the right option has no `misconception`");
    const [text, why] = [place.text(option.text("text")), place.text(option.text("why"))];
    return { text, right, why, ...(misconception !== undefined && { misconception }) };
  });
  const rightCount = options.filter((option) => option.right).length;
  if (rightCount !== 1) say(`expected exactly one option with \`right: true\`, got ${rightCount}`);
  return { kind: "choice", options };
}

function readNumberAnswer(
  fields: Record<string, unknown>,
  say: Say,
  place: QuestionPlace,
): NumberAnswer {
  const answer = new Fields(fields, say);
  if (fields["answer"] === undefined) say("expected `options`, or an `answer` that is a number");
  const wrong: unknown = fields["wrong"] ?? [];
  if (!Array.isArray(wrong)) say("expected `wrong` to be a list");
  return {
    kind: "number",
    value: number(place.text(answer.text("answer")), say),
    why: place.text(answer.text("why")),
    wrong: wrong.map((each: unknown, index) => {
      const sayHere: Say = (sentence) => say(`wrong answer ${index + 1}: ${sentence}`);
      if (!isRecord(each)) sayHere("expected `text`, `why` and `misconception`");
      known(each, ["text", "why", "misconception"], sayHere);
      const option = new Fields(each, sayHere);
      const value = number(place.text(option.text("text")), sayHere);
      return {
        value,
        why: place.text(option.text("why")),
        misconception: option.text("misconception"),
      };
    }),
  };
}

/** Reads the three questions of a `retrieval` block. */
export function readRetrieval(body: string, place: QuestionPlace): RetrievalCell["questions"] {
  const list = readYaml(body, place.line + 1, place.fail);
  if (!Array.isArray(list) || list.length !== 3) {
    place.fail(place.line, "expected a `retrieval` block to be a list of three questions");
  }
  return list.map((each: unknown, index) => {
    const say: Say = (sentence) =>
      place.fail(place.line, `question ${index + 1} of this \`retrieval\` block: ${sentence}`);
    if (!isRecord(each)) say("expected `question` and `answer`");
    known(each, ["question", "answer", "from"], say);
    const fields = new Fields(each, say);
    const from = each["from"] === undefined ? undefined : fields.text("from").padStart(2, "0");
    const [question, answer] = [
      place.text(fields.text("question")),
      place.text(fields.text("answer")),
    ];
    return { question, answer, ...(from !== undefined && { from }) };
  });
}

type Say = (sentence: string) => never;

function sayAt(kind: string, place: QuestionPlace): Say {
  return (sentence) => place.fail(place.line, `this \`${kind}\` block: ${sentence}`);
}

function record(value: unknown, kind: string, place: QuestionPlace): Record<string, unknown> {
  return isRecord(value) ? value : sayAt(kind, place)("expected `question` and `options`");
}

function known(fields: Record<string, unknown>, names: readonly string[], say: Say): void {
  const unknown = Object.keys(fields).find((name) => !names.includes(name));
  if (unknown !== undefined) say(`unknown field \`${unknown}\`; known are ${names.join(", ")}`);
}

function number(text: string, say: Say): number {
  const value = Number(text.replaceAll(",", ""));
  if (text === "" || !Number.isFinite(value)) say(`expected a number, got \`${text}\``);
  return value;
}
