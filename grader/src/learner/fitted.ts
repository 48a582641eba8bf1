/** How many columns a text takes, without its colours. */
export function widthOf(text: string): number {
  // oxlint-disable-next-line no-control-regex
  return Array.from(text.replace(/\u001b\[[\d;]*m/g, "")).length;
}

/** The lines of a text, none wider than a terminal: broken between words, each part as far in as the line begins. */
export function fitted(text: string, columns: number): string[] {
  return text
    .split("\n")
    .flatMap((line) => (widthOf(line) <= columns ? [line] : broken(line, columns)));
}

function broken(line: string, columns: number): string[] {
  const [indent = ""] = /^ */.exec(line) ?? [];
  const lead = indent.length < columns / 2 ? indent : "";
  const lines: string[] = [];
  let current = "";
  // A run of spaces belongs to the word in front, so that columns stay columns where nothing is broken.
  for (const word of line.slice(indent.length).match(/\S+ */g) ?? []) {
    for (const part of parts(word, columns - lead.length)) {
      if (current !== "" && widthOf(lead + current + part.trimEnd()) > columns) {
        lines.push(lead + current.trimEnd());
        current = "";
      }
      current += part;
    }
  }
  return [...lines, lead + current.trimEnd()];
}

/** A word that fits no line is cut; one with colours in it is left to the terminal. */
function parts(word: string, columns: number): string[] {
  if (widthOf(word.trimEnd()) <= columns || word.includes("\u001b")) return [word];
  const characters = Array.from(word);
  const count = Math.ceil(characters.length / columns);
  return Array.from({ length: count }, (_, index) =>
    characters.slice(index * columns, (index + 1) * columns).join(""),
  );
}
