/** What one docstring says, by its tags. All texts are Markdown. */
export interface Docstring {
  readonly text: string;
  /** By the parameter's name. */
  readonly params: ReadonlyMap<string, string>;
  readonly returns: string | undefined;
  readonly throws: readonly string[];
  /** Code without its fence. */
  readonly example: string | undefined;
}

/** Reads a docstring, its frame of stars included or not. */
export function readDocstring(comment: string): Docstring {
  const body = withoutFrame(comment);
  const blocks = body.split(/^(?=@(?:param|returns|throws|example|module|remarks)\b)/m);
  const tagged = blocks.flatMap((block) => {
    const [, tag = "", rest = ""] = /^@(\w+)\s*([\s\S]*)$/.exec(block) ?? [];
    return tag === "" ? [] : [{ tag, rest: rest.trim() }];
  });
  const all = (tag: string): string[] =>
    tagged.filter((block) => block.tag === tag).map((block) => block.rest);
  return {
    text: blocks
      .filter((block) => !block.startsWith("@"))
      .join("")
      .trim(),
    params: new Map(all("param").map(parameterOf)),
    returns: all("returns")[0],
    throws: all("throws").map(withError),
    example: all("example")[0]?.replaceAll(/^```\w*\n|\n```$/g, ""),
  };
}

/** The first sentence of a text, for lists: without the rules it cites and without links. */
export function plainSentence(text: string): string {
  const [paragraph = ""] = text.split("\n\n");
  const line = paragraph.replaceAll("\n", " ");
  const sentence = /^.*?[^.]\.(?=\s|$)/.exec(line)?.[0] ?? line;
  return sentence
    .replaceAll(/ \((?:[A-Z]+-\d+(?:, )?)+\)/g, "")
    .replaceAll(/\{@link (\w+)\}/g, "`$1`");
}

/**
 * Puts the code of every example into a fence, where it is in none: what reads TSDoc keeps the
 * indentation of fenced code only.
 */
export function fenceExamples(declarations: string): string {
  return declarations.replaceAll(
    /^( *)\/\*\*\n(?:\1 \*.*\n)*?\1 \*\//gm,
    (comment, indent: string) =>
      comment.replace(
        /( \* @example\n)([\s\S]*?)(?=\n *\* @|\n *\*\/)/,
        (example, tag: string, code: string) =>
          code.includes("```")
            ? example
            : `${tag}${indent} * \`\`\`ts\n${code}\n${indent} * \`\`\``,
      ),
  );
}

function withoutFrame(comment: string): string {
  return comment
    .replace(/^\s*\/\*\*\s?/, "")
    .replace(/\s*\*\/\s*$/, "")
    .replaceAll(/^ *\* ?/gm, "");
}

function parameterOf(text: string): readonly [string, string] {
  const [, name = "", rest = ""] = /^(\w+)\s*(?:-\s*)?([\s\S]*)$/.exec(text) ?? [];
  return [name, rest.trim()];
}

/** `{TypeError | RangeError} if …` becomes `` `TypeError` or `RangeError` if … ``. */
function withError(text: string): string {
  return text.replace(/^\{([^}]*)\}\s*/, (_, names: string) => {
    const list = names.split("|").map((name) => `\`${name.trim()}\``);
    return `${list.join(" or ")} `;
  });
}
