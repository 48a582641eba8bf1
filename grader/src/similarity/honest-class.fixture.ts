import { seedFor } from "../class/results.ts";

/* A class that works alone: each answer to one exercise is put together from ways of writing that people have. */

/** Whole numbers from 0 up to but without `count`, the same for the same seed. */
export function picker(seed: number): (count: number) => number {
  let state = seed;
  return (count) => {
    // Mulberry32: near seeds lead to numbers that have nothing to do with one another.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * count);
  };
}

/** What every answer begins with. */
export const stub = `import type { TraceEntry } from "headgate";

/** What one subscription was asked for and given. */
export interface Account {
  asked: number;
  delivered: number;
  owed: number;
  excess: number;
}

/** The account of each subscription of a trace, by its number. */
export function ledger(entries: readonly TraceEntry[]): Map<number, Account> {
  const accounts = new Map<number, Account>();
  for (const entry of entries) {
    if (entry.type === "subscribe") {
      accounts.set(entry.subscription, { asked: 0, delivered: 0, owed: 0, excess: 0 });
    }
    // TODO: book the asks, and the events.
  }
  return accounts;
}
`;

/** How one answer is written. A copy keeps what it does and changes what it looks like. */
export interface Writing {
  readonly name: string;
  readonly fresh: number;
  readonly lookUps: readonly [number, number];
  readonly ask: number;
  readonly events: number;
  readonly dispatch: number;
  /** Which of the statements of a block comes first, where the order is free. */
  readonly turn: number;
  readonly isAskLast: boolean;
  readonly isHelperLast: boolean;
  /** Decides the small things: how a sum, a comparison, a branch is written. */
  readonly hand: number;
}

const fresh = [
  "{ asked: 0, delivered: 0, owed: 0, excess: 0 }",
  "emptyAccount()",
  "Object.assign({}, nothingYet)",
  "structuredClone(BLANK)",
  "new Book()",
];
const declared = [
  "",
  "function emptyAccount(): Account {\n  return { asked: 0, delivered: 0, owed: 0, excess: 0 };\n}\n",
  "const nothingYet = { asked: 0, delivered: 0, owed: 0, excess: 0 };\n",
  "const BLANK: Account = Object.freeze({ asked: 0, delivered: 0, owed: 0, excess: 0 });\n",
  "class Book implements Account {\n  asked = 0;\n  delivered = 0;\n  owed = 0;\n  excess = 0;\n}\n",
];
const found = [
  "const NAME = accounts.get(entry.subscription)!;",
  "const NAME = accounts.get(entry.subscription);\n if (NAME === undefined) continue;",
  "let NAME = accounts.get(entry.subscription);\n if (!NAME) {\n NAME = FRESH;\n accounts.set(entry.subscription, NAME);\n }",
  "if (!accounts.has(entry.subscription)) throw new Error(`no subscription ${entry.subscription}`);\n const NAME = accounts.get(entry.subscription) as Account;",
  "const { subscription: id } = entry;\n const NAME: Account = accounts.get(id) ?? FRESH;\n accounts.set(id, NAME);",
];
/** Blocks of statements that may stand in any order. */
const asked: string[][] = [
  ["NAME.asked += entry.demand;", "NAME.owed += entry.demand;"],
  ["const { demand } = entry;", "NAME.owed += demand;\n NAME.asked += demand;"],
  ["NAME.asked = NAME.asked + entry.demand;", "NAME.owed = NAME.owed + entry.demand;"],
  [
    "const more = Number(entry.demand);",
    "for (const key of ['asked', 'owed'] as const) NAME[key] += more;",
  ],
  ["Object.assign(NAME, { asked: NAME.asked + entry.demand, owed: NAME.owed + entry.demand });"],
];
const given: string[][] = [
  [
    "const paid = Math.min(NAME.owed, entry.events.length);\n NAME.owed -= paid;",
    "NAME.delivered += entry.events.length;",
    "NAME.excess += entry.events.length - Math.min(NAME.owed, entry.events.length);",
  ],
  [
    "const count = entry.events.length;\n NAME.delivered += count;",
    "if (entry.events.length > NAME.owed) {\n NAME.excess += entry.events.length - NAME.owed;\n NAME.owed = 0;\n } else {\n NAME.owed -= entry.events.length;\n }",
  ],
  [
    "for (const _event of entry.events) {\n NAME.delivered++;\n if (NAME.owed > 0) NAME.owed--;\n else NAME.excess++;\n }",
  ],
  [
    "NAME.excess += Math.max(0, entry.events.length - NAME.owed);",
    "NAME.delivered += entry.events.length;",
    "NAME.owed = Math.max(0, NAME.owed - entry.events.length);",
  ],
  [
    "const { length } = entry.events;\n const left = NAME.owed - length;\n NAME.owed = left < 0 ? 0 : left;\n if (left < 0) NAME.excess -= left;",
    "NAME.delivered = NAME.delivered + entry.events.length;",
  ],
  [
    "let rest = entry.events.length;\n while (rest > 0 && NAME.owed > 0) {\n rest--;\n NAME.owed--;\n }\n NAME.excess += rest;",
    "NAME.delivered += entry.events.length;",
  ],
  [
    "entry.events.forEach(() => {\n NAME.delivered += 1;\n if (NAME.owed > 0) {\n NAME.owed -= 1;\n } else {\n NAME.excess += 1;\n }\n });",
  ],
];
type Dispatch = (first: readonly [string, string], last: readonly [string, string]) => string;
const set = "accounts.set(entry.subscription, FRESH)";
const dispatched: Dispatch[] = [
  ([one, first], [other, last]) =>
    `for (const entry of entries) {\n if (entry.type === "subscribe") {\n ${set};\n } else if (entry.type === "${one}") {\n ${first}\n } else if (entry.type === "${other}") {\n ${last}\n }\n }`,
  ([one, first], [other, last]) =>
    `for (const entry of entries) {\n switch (entry.type) {\n case "subscribe":\n ${set};\n break;\n case "${one}": {\n ${first}\n break;\n }\n case "${other}": {\n ${last}\n break;\n }\n }\n }`,
  ([one, first], [other, last]) =>
    `for (let i = 0; i < entries.length; i += 1) {\n const entry = entries[i]!;\n if (entry.type === "subscribe") ${set};\n if (entry.type === "${one}") {\n ${first}\n }\n if (entry.type === "${other}") {\n ${last}\n }\n }`,
  ([one, first], [other, last]) =>
    `const handlers: Record<string, (entry: any) => void> = {\n subscribe: (entry) => void ${set},\n ${one}: (entry) => {\n ${first}\n },\n ${other}: (entry) => {\n ${last}\n },\n };\n for (const entry of entries) handlers[entry.type]?.(entry);`,
  ([one, first], [, last]) =>
    `const open = entries.filter(({ type }) => type === "subscribe");\n open.forEach((entry: any) => ${set});\n for (const entry of entries) {\n if (entry.type !== "ask" && entry.type !== "events") continue;\n if (entry.type === "${one}") {\n ${first}\n continue;\n }\n ${last}\n }`,
  ([one, first], [other, last]) =>
    `entries.reduce((all, entry) => {\n if (entry.type === "subscribe") return ${set};\n if (entry.type === "${one}") {\n ${first}\n }\n if (entry.type === "${other}") {\n ${last}\n }\n return all;\n }, accounts);`,
];
/** Small ways that each hand has: one is taken at each place, always the same for the same hand and words. */
const ways: readonly (readonly [RegExp, readonly string[]])[] = [
  [/(\w+\.\w+) \+= ([^;\n]+);/g, ["$1 += $2;", "$1 = $1 + $2;", "$1 = $2 + $1;", "$1 += ($2);"]],
  [/(\w+\.\w+) -= ([^;\n]+);/g, ["$1 -= $2;", "$1 = $1 - $2;", "$1 = -($2) + $1;"]],
  [/(\w+(?:\.\w+)?)\+\+;/g, ["$1++;", "$1 += 1;", "++$1;", "$1 = $1 + 1;"]],
  [/(\w+(?:\.\w+)?)--;/g, ["$1--;", "$1 -= 1;", "--$1;", "$1 = $1 - 1;"]],
  [/([\w.]+) > ([\w.]+)/g, ["$1 > $2", "$2 < $1", "$1 - $2 > 0"]],
  [/(\w+\.\w+) === ("\w+")/g, ["$1 === $2", "$2 === $1", "$1 == $2", "Object.is($1, $2)"]],
  [
    /entry\.subscription/g,
    ["entry.subscription", "entry['subscription']", "entry.subscription as number"],
  ],
  [
    /if \((\w+) === undefined\) continue;/g,
    ["if ($1 === undefined) continue;", "if (!$1) continue;", "if (!$1) {\n continue;\n }"],
  ],
  [/new Map<number, Account>\(\);/g, ["new Map<number, Account>();", "new Map();", "new Map([]);"]],
  [/return accounts;/g, ["return accounts;", "return accounts;\n ", "// done\n return accounts;"]],
  [/const (\w+)( = accounts\.get)/g, ["const $1$2", "const _map = accounts,\n $1$2"]],
  [
    /entry\.events\.length/g,
    ["entry.events.length", "entry.events['length']", "(entry.events ?? []).length"],
  ],
  [/entry\.demand/g, ["entry.demand", "Number(entry.demand)", "(entry.demand)", "+entry.demand"]],
];

function byHand(text: string, hand: number): string {
  return ways.reduce(
    (written, [pattern, forms], number) =>
      written.replaceAll(pattern, (found) => {
        const form =
          forms[picker(hand + seedFor(found.replaceAll(/\w+\./g, "")) + number)(forms.length)]!;
        return found.replace(new RegExp(pattern.source), form);
      }),
    text,
  );
}

/** How a block is left where it is no loop's. */
const leftBy: Readonly<Record<number, string>> = { 3: "return;", 5: "return all;" };
const names = ["account", "book", "acc", "a", "current", "subscriber", "konto", "entryAccount"];

/** How an honest student writes: the same for the same number. */
export function honestWriting(number: number): Writing {
  const pick = picker(number);
  return {
    name: names[pick(names.length)]!,
    fresh: pick(fresh.length),
    lookUps: [pick(found.length), pick(found.length)],
    ask: pick(asked.length),
    events: pick(given.length),
    dispatch: pick(dispatched.length),
    turn: pick(6),
    isAskLast: pick(3) === 0,
    isHelperLast: pick(3) === 0,
    hand: pick(1_000_000),
  };
}

/** The answer that somebody writes so. */
export function answerOf(writing: Writing): string {
  const { name, lookUps, turn } = writing;
  const filled = (text: string): string =>
    text.replaceAll("FRESH", fresh[writing.fresh]!).replaceAll("NAME", name);
  const block = (lookUp: number, ways: readonly string[]): string => {
    const isDeclaredFirst =
      ways[0]!.startsWith("const { demand }") || ways[0]!.startsWith("const more");
    const at = isDeclaredFirst ? 0 : turn % ways.length;
    return [found[lookUp]!, ...ways.slice(at), ...ways.slice(0, at)].join("\n ");
  };
  const ask = ["ask", block(lookUps[0], asked[writing.ask]!)] as const;
  const events = ["events", block(lookUps[1], given[writing.events]!)] as const;
  const [first, last] = writing.isAskLast ? [events, ask] : [ask, events];
  const wayOut = leftBy[writing.dispatch] ?? "continue;";
  const head = stub.slice(0, stub.indexOf("/** The account of"));
  const helper = declared[writing.fresh]!;
  const body = byHand(filled(dispatched[writing.dispatch]!(first, last)), writing.hand).replaceAll(
    "continue;",
    wayOut,
  );
  return `${head}${writing.isHelperLast ? "" : helper}
/** The account of each subscription of a trace, by its number. */
export function ledger(entries: readonly TraceEntry[]): Map<number, Account> {
  const accounts = new Map<number, Account>();
  ${body}
  return accounts;
}
${writing.isHelperLast ? helper : ""}`;
}

/** The same work as if it were one's own: renamed, moved around, without its comments, on other lines. */
export function disguised(writing: Writing): string {
  const { isAskLast, isHelperLast, turn } = writing;
  const moved = { ...writing, isAskLast: !isAskLast, isHelperLast: !isHelperLast, turn: turn + 1 };
  return answerOf({ ...moved, name: "theBigOne" })
    .replaceAll(/\/\*\*[^\n]*\n/g, "")
    .replaceAll("accounts", "m")
    .replaceAll("entry", "line")
    .replaceAll(" {\n", "\n  {\n")
    .replaceAll("const ", "let ");
}
