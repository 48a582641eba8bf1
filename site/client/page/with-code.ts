/** A sentence in which a name between backquotes is set as code. */
export function withCode(sentence: string): (string | HTMLElement)[] {
  return sentence.split("`").map((part, at) => {
    if (at % 2 === 0) return part;
    const code = document.createElement("code");
    code.textContent = part;
    return code;
  });
}
