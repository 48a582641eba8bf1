/** The name of the class that made a value, found on its prototype chain; null where the chain is empty. */
export function className(value: object): string | null {
  let holder: object | null = value;
  while (holder !== null) {
    const made: unknown = Object.getOwnPropertyDescriptor(holder, "constructor")?.value;
    if (typeof made === "function" && made.name !== "" && isInstance(value, made)) return made.name;
    holder = Object.getPrototypeOf(holder) as object | null;
  }
  const parent = Object.getPrototypeOf(value) as object | null;
  if (parent === null) return null;
  const above = className(parent);
  return above === null
    ? `${typeName(value)} <[Object: null prototype] {}>`
    : `${typeName(value)} <${above}>`;
}

function isInstance(value: object, made: Function): boolean {
  try {
    return value instanceof (made as new () => object);
  } catch {
    return false;
  }
}

/** What the language calls a value, without asking its prototype: "Map", "Function", "Object". */
export function typeName(value: object): string {
  if (typeof value === "function") return "Function";
  if (Array.isArray(value)) return "Array";
  return value instanceof Error ? "Error" : "Object";
}

/** The value's `Symbol.toStringTag`, unless it is an ordinary property, which is listed anyway. */
export function tagOf(value: object, hidden: boolean): string {
  const tag: unknown = (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag];
  if (typeof tag !== "string" || tag === "") return "";
  const listed = hidden
    ? Object.hasOwn(value, Symbol.toStringTag)
    : Object.prototype.propertyIsEnumerable.call(value, Symbol.toStringTag);
  return listed ? "" : tag;
}

/** What stands before the opening bracket: `Reading `, `Map(2) `, `[Object: null prototype] `, `Object [Generator] `. */
export function prefix(name: string | null, tag: string, fallback: string, size = ""): string {
  if (name === null) {
    const bare = `[${fallback}${size}: null prototype] `;
    return tag !== "" && fallback !== tag ? `${bare}[${tag}] ` : bare;
  }
  return tag !== "" && name !== tag ? `${name}${size} [${tag}] ` : `${name}${size} `;
}

/** A function's form: `[Function: name]`, `[AsyncFunction (anonymous)]`, `[class Feed extends Source]`. */
export function functionBase(value: Function, name: string | null, tag: string): string {
  const source = Function.prototype.toString.call(value);
  if (/^class\b/.test(source)) return classBase(value, name, tag);
  const type = `${/^async\b/.test(source) ? "Async" : ""}${isGenerator(value) ? "Generator" : ""}Function`;
  const anonymous = value.name === "" ? " (anonymous)" : `: ${value.name}`;
  const base = `[${type}${name === null ? " (null prototype)" : ""}${anonymous}]`;
  const made = name !== type && name !== null ? ` ${name}` : "";
  return `${base}${made}${tag !== "" && name !== tag ? ` [${tag}]` : ""}`;
}

function isGenerator(value: Function): boolean {
  return /Generator/.test(Object.prototype.toString.call(value));
}

function classBase(value: Function, name: string | null, tag: string): string {
  const own = Object.hasOwn(value, "name") && value.name !== "" ? value.name : "(anonymous)";
  const made = name !== "Function" && name !== null ? ` [${name}]` : "";
  const tagged = tag !== "" && name !== tag ? ` [${tag}]` : "";
  if (name === null) return `[class ${own}${tagged} extends null]`;
  const parent = (Object.getPrototypeOf(value) as Function).name;
  return `[class ${own}${made}${tagged}${parent === "" ? "" : ` extends ${parent}`}]`;
}
