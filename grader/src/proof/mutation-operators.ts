import type { AnyNode, CallExpression, Expression, Literal, Statement } from "acorn";

/** One small mistake at one place of a program. */
export interface Edit {
  /** Characters `start` to `end` give way to `text`. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: MutationKind;
}

/** What sort of mistake it is. */
export type MutationKind = keyof typeof excuses;

/** When a change of this sort is no mistake, for the author who has to judge it. */
export const excuses = {
  boundary: "the two sides can never be equal here",
  comparison: "both ways come to the same",
  arithmetic: "the number is never looked at, or one side is always 0 or 1",
  logic: "both sides always agree",
  literal: "any value does here",
  condition: "both ways come to the same",
  removal: "nothing depends on it, or something else does it too",
  value: "nobody takes the value",
  await: "nothing behind it needs what was waited for",
  sign: "the number is always 0, or both ways come to the same",
  step: "nothing reads the value at that moment",
  empty: "it is always empty, or nobody reads it",
  optional: "it is always there",
  method: "there is never more than one to choose from",
  argument: "what is taken in its place is the same",
} as const;

/** All changes that are made at one node. */
export function editsAt(node: AnyNode, parent: AnyNode | undefined, code: string): Edit[] {
  return [
    ...operatorEdits(node, code),
    ...conditionEdits(node),
    ...literalEdits(node, parent),
    ...statementEdits(node),
    ...waitingEdits(node, code),
    ...signEdits(node, parent),
    ...listEdits(node),
    ...callEdits(node, code),
  ];
}

const boundaries: Readonly<Record<string, string>> = { "<": "<=", "<=": "<", ">": ">=", ">=": ">" };
const negations: Readonly<Record<string, string>> = {
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  "===": "!==",
  "!==": "===",
  "==": "!=",
  "!=": "==",
};
const arithmetic: Readonly<Record<string, string>> = {
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  "%": "*",
  "**": "*",
};
const logic: Readonly<Record<string, string>> = { "&&": "||", "||": "&&", "??": "&&" };

function operatorEdits(node: AnyNode, code: string): Edit[] {
  if (
    node.type !== "BinaryExpression" &&
    node.type !== "LogicalExpression" &&
    node.type !== "AssignmentExpression"
  )
    return [];
  const { operator, left, right } = node;
  const start = code.indexOf(operator, left.end);
  const becomes = (text: string | undefined, kind: MutationKind): Edit[] =>
    text && start < right.start ? [{ start, end: start + operator.length, text, kind }] : [];
  if (node.type === "LogicalExpression") return becomes(logic[operator], "logic");
  if (node.type === "AssignmentExpression") {
    const other = arithmetic[operator.slice(0, -1)];
    return other ? [...becomes(`${other}=`, "arithmetic"), ...becomes("=", "arithmetic")] : [];
  }
  return [
    ...becomes(boundaries[operator], "boundary"),
    ...becomes(negations[operator], "comparison"),
    ...becomes(arithmetic[operator], "arithmetic"),
  ];
}

function conditionEdits(node: AnyNode): Edit[] {
  const of = (test: Expression | null | undefined, ...texts: string[]): Edit[] =>
    test && test.type !== "Literal"
      ? texts.map((text) => ({ start: test.start, end: test.end, text, kind: "condition" }))
      : [];
  switch (node.type) {
    case "IfStatement":
    case "ConditionalExpression":
      return of(node.test, "true", "false");
    // A loop that never ends is always caught, and takes its time to be.
    case "WhileStatement":
    case "DoWhileStatement":
    case "ForStatement":
      return of(node.test, "false");
    default:
      return [];
  }
}

function literalEdits(node: AnyNode, parent: AnyNode | undefined): Edit[] {
  if (node.type !== "Literal" || isKey(node, parent)) return [];
  const { start, end, value } = node;
  const becomes = (text: string): Edit => ({ start, end, text, kind: "literal" });
  if (typeof value === "boolean") return [becomes(String(!value))];
  if (typeof value !== "number") return [];
  return [becomes(String(value + 1)), becomes(String(value - 1))];
}

function isKey(node: Literal, parent: AnyNode | undefined): boolean {
  const isNamed = parent?.type === "Property" || parent?.type === "PropertyDefinition";
  return isNamed && parent.key === node && !parent.computed;
}

function statementEdits(node: AnyNode): Edit[] {
  const { start, end } = node;
  switch (node.type) {
    case "ExpressionStatement":
      return "directive" in node && node.directive !== undefined ? [] : [removed(node)];
    case "ThrowStatement":
    case "BreakStatement":
    case "ContinueStatement":
      return [removed(node)];
    case "ReturnStatement":
      return node.argument
        ? [{ start, end, text: "return;", kind: "value" }]
        : [{ start, end, text: ";", kind: "removal" }];
    case "ArrowFunctionExpression":
      if (node.body.type === "BlockStatement") return [];
      return [{ start: node.body.start, end: node.body.end, text: "undefined", kind: "value" }];
    default:
      return [];
  }
}

function removed({ start, end }: Statement): Edit {
  return { start, end, text: ";", kind: "removal" };
}

function waitingEdits(node: AnyNode, code: string): Edit[] {
  const dropped = (from: number): Edit => {
    const start = code.indexOf("await", from);
    return { start, end: start + "await".length, text: "", kind: "await" };
  };
  if (node.type === "AwaitExpression") return [dropped(node.start)];
  return node.type === "ForOfStatement" && node.await ? [dropped(node.start)] : [];
}

function signEdits(node: AnyNode, parent: AnyNode | undefined): Edit[] {
  const { start, end } = node;
  if (node.type === "UnaryExpression" && /^[!+-]$/.test(node.operator)) {
    return [{ start, end: start + 1, text: "", kind: "sign" }];
  }
  if (node.type !== "UpdateExpression") return [];
  const { prefix, operator, argument } = node;
  const other = operator === "++" ? "--" : "++";
  const at = prefix ? start : argument.end;
  const swapped: Edit = { start: at, end: at + 2, text: other, kind: "arithmetic" };
  const isRead = parent?.type !== "ExpressionStatement" && parent?.type !== "ForStatement";
  if (!isRead || argument.type !== "Identifier") return [swapped];
  const text = prefix ? `${argument.name}${operator}` : `${operator}${argument.name}`;
  return [swapped, { start, end, text, kind: "step" }];
}

function listEdits(node: AnyNode): Edit[] {
  const { start, end } = node;
  if (node.type === "ArrayExpression" && node.elements.length > 0) {
    return [{ start, end, text: "[]", kind: "empty" }];
  }
  if (node.type !== "SpreadElement") return [];
  // An empty array spreads well everywhere, in an object too.
  return [{ start, end, text: "...[]", kind: "empty" }];
}

/** Methods that are easily taken for one another. */
const confused: Readonly<Record<string, string>> = {
  max: "min",
  min: "max",
  shift: "pop",
  pop: "shift",
  push: "unshift",
  unshift: "push",
  some: "every",
  every: "some",
  floor: "ceil",
  ceil: "floor",
};

function callEdits(node: AnyNode, code: string): Edit[] {
  if (node.type === "MemberExpression" && node.optional) {
    const start = code.indexOf("?.", node.object.end);
    return [{ start, end: start + 2, text: node.computed ? "" : ".", kind: "optional" }];
  }
  if (node.type !== "CallExpression") return [];
  return [
    ...(node.optional ? [certainCall(node, code)] : []),
    ...methodEdits(node),
    ...argumentEdits(node),
  ];
}

/** The last of several arguments is forgotten. */
function argumentEdits({ arguments: given }: CallExpression): Edit[] {
  const [before, last] = given.slice(-2);
  return before && last ? [{ start: before.end, end: last.end, text: "", kind: "argument" }] : [];
}

function certainCall({ callee }: CallExpression, code: string): Edit {
  const start = code.indexOf("?.", callee.end);
  return { start, end: start + 2, text: "", kind: "optional" };
}

function methodEdits({ callee }: CallExpression): Edit[] {
  if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return [];
  const { start, end, name } = callee.property;
  const other = callee.computed ? undefined : confused[name];
  return other ? [{ start, end, text: other, kind: "method" }] : [];
}
