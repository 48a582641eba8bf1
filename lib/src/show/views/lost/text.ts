import { maxColumns } from "../../paint/terminal.ts";
import { counted, fit } from "../../paint/words.ts";
import { inkWidth, wrap } from "../../paint/svg.ts";
import { equation, lossWords, type Balance, type Ledger, type Part } from "./ledger.ts";

const barColumns = 60;
const maxLosses = 12;
const fills: Record<Part["of"], string> = {
  handled: "█",
  sent: "█",
  "in hand": "▓",
  waiting: "▒",
  buffered: "░",
  lost: "✕",
};

/** Where every event went, for a terminal: a bar of what became of it and the same as an equation. */
export function lostText(ledger: Ledger, most: number): string[] {
  const hidden = ledger.losses.length - maxLosses;
  return [
    "█ sent or handled  ▓ in hand  ▒ mailbox  ░ buffer  ✕ lost",
    ...ledger.accounts.flatMap(({ stage, balances }) => [
      fit(stage, maxColumns),
      ...balances.flatMap((balance) => [
        `  ${balance.of === "in" ? "in " : "out"} ${barOf(balance, most)}`.trimEnd(),
        ...wrap(equation(balance), inkWidth(" ", 13) * (maxColumns - 6), 4).map(
          (line) => `      ${line}`,
        ),
      ]),
    ]),
    ...ledger.losses.slice(0, maxLosses).map((loss) => fit(`✕ ${lossWords(loss)}`, maxColumns)),
    ...(hidden > 0 ? [`… ${counted(hidden, "more loss", "more losses")}`] : []),
  ];
}

const barOf = ({ parts }: Balance, most: number): string =>
  parts
    .map(({ of, n }) => fills[of].repeat(Math.max(1, Math.round((barColumns * n) / most))))
    .join("");
