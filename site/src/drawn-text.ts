const drawing = /[\u2500-\u25ff]/;
const columns = /\S {3,}\S/;

/** Whether a printed text is a figure or a table, which a line that is wrapped would break. */
export function isDrawn(text: string): boolean {
  if (drawing.test(text)) return true;
  return text.split("\n").filter((line) => columns.test(line)).length > 1;
}
