import { plainStyle, type TextStyle } from "@headgate/check/engine";

/** Colours for a terminal that wants them; words and signs say the same without. */
export function terminalStyle(
  isTty: boolean = process.stdout.isTTY === true,
  noColor: string | undefined = process.env["NO_COLOR"],
): TextStyle {
  if (!isTty || (noColor !== undefined && noColor !== "")) return plainStyle;
  const paint =
    (open: number, close: number) =>
    (text: string): string =>
      `\u001b[${open}m${text}\u001b[${close}m`;
  return { good: paint(32, 39), bad: paint(31, 39), faint: paint(2, 22), strong: paint(1, 22) };
}
