/** What a key asks of the player. */
export type Command = "play" | "back" | "forward" | "start" | "end";

/** The key of each command, as a button's title names it. */
export const keyOf: Readonly<Record<Command, string>> = {
  play: "space",
  back: "left arrow",
  forward: "right arrow",
  start: "Home",
  end: "End",
};

const commands: Readonly<Record<string, Command>> = {
  " ": "play",
  ArrowLeft: "back",
  ArrowRight: "forward",
  Home: "start",
  End: "end",
};

/**
 * What a key asks for while an element has the focus; nothing where the key has a meaning of its own
 * there, or comes with another.
 */
export function commandOf(
  key: string,
  focused: { readonly tag: string; readonly type: string; readonly scrolls: boolean },
): Command | undefined {
  const command = commands[key];
  const { tag, type, scrolls } = focused;
  // Arrows choose among radio buttons and options, letters go into a text.
  if (["select", "textarea", "a"].includes(tag)) return undefined;
  if (tag === "input" && type !== "range") return undefined;
  // A range input moves by its own keys, and space means nothing to it.
  if (type === "range" || scrolls) return command === "play" ? command : undefined;
  if ((tag === "button" || tag === "summary") && command === "play") return undefined;
  return command;
}
