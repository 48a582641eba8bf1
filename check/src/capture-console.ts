import { decode } from "./decode.ts";
import { describe } from "./describe.ts";
import { encode } from "./encode.ts";

/** Characters kept of what an answer prints during one evaluation; the rest is only counted. */
export const consoleLimit = 65_536;

const methods = ["log", "info", "warn", "error", "debug"] as const;

/** Replaces the console's methods until `release`, and keeps what they would have printed. */
export function captureConsole(): { text(): string; release(): void } {
  const page = printedPage();
  const before = methods.map((method) => console[method]);
  for (const method of methods) console[method] = page.print;
  return {
    text: page.text,
    release() {
      methods.forEach((method, index) => {
        if (console[method] === page.print) console[method] = before[index]!;
      });
    },
  };
}

/** A bounded page of printed lines. */
export function printedPage(): { print(...items: unknown[]): void; text(): string } {
  let text = "";
  let dropped = 0;
  return {
    print(...items) {
      if (text.length >= consoleLimit) {
        dropped += 1;
        return;
      }
      text = (text + items.map(printed).join(" ") + "\n").slice(0, consoleLimit);
    },
    text: () => (dropped > 0 ? `${text}… and ${dropped} more lines\n` : text),
  };
}

function printed(item: unknown): string {
  if (typeof item === "string") return item;
  try {
    const copy = decode(encode(item)) as { name?: unknown; message?: unknown };
    if (Object.prototype.toString.call(item) === "[object Error]") {
      return `${String(copy.name)}: ${String(copy.message)}`;
    }
    return describe(copy);
  } catch {
    return "[something too large to print]";
  }
}
