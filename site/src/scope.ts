import type { AnyNode, Function as FunctionNode, Pattern, Program } from "acorn";

/** How one identifier of a program is used. */
export interface Reference {
  readonly name: string;
  readonly start: number;
  /** In `{ name }`: replacing the name must keep the key. */
  readonly shorthand: boolean;
  /** Under `typeof`, which does not mind an unknown name. */
  readonly guarded: boolean;
}

/** What the scopes of a cell's program come to. */
export interface Scopes {
  /** Names that no scope of the program declares. */
  readonly free: readonly Reference[];
  /** Names declared at the top of the program, and whether they may be assigned to. */
  readonly declared: ReadonlyMap<string, "constant" | "variable">;
  /** Names declared at the top that the program itself uses. */
  readonly used: ReadonlySet<string>;
  /** Nodes outside of any function at which running goes on after a pause, or an error is caught. */
  readonly resumptions: readonly AnyNode[];
}

interface Scope {
  readonly parent: Scope | null;
  readonly names: Map<string, "constant" | "variable">;
  readonly isFunction: boolean;
}

/** Finds out which names a program declares at its top and which it takes from elsewhere. */
export function analyzeScopes(program: Program): Scopes {
  const walker = new ScopeWalker();
  const top: Scope = { parent: null, names: new Map(), isFunction: true };
  for (const statement of program.body) walker.visit(statement, top);
  const free: Reference[] = [];
  const used = new Set<string>();
  for (const { reference, scope } of walker.references) {
    const owner = findOwner(scope, reference.name);
    if (owner === null) free.push(reference);
    else if (owner === top) used.add(reference.name);
  }
  return { free, declared: top.names, used, resumptions: walker.resumptions };
}

function findOwner(from: Scope, name: string): Scope | null {
  let scope: Scope | null = from;
  while (scope !== null && !scope.names.has(name)) scope = scope.parent;
  return scope;
}

class ScopeWalker {
  readonly references: { reference: Reference; scope: Scope }[] = [];
  readonly resumptions: AnyNode[] = [];
  private depth = 0;

  visit(node: AnyNode | null | undefined, scope: Scope): void {
    if (node === null || node === undefined) return;
    switch (node.type) {
      case "Identifier":
        return this.refer(node.name, node.start, scope);
      case "VariableDeclaration":
        return this.visitVariables(node, scope);
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        return this.visitFunction(node, scope);
      case "ClassDeclaration":
      case "ClassExpression":
        return this.visitClass(node, scope);
      case "ImportDeclaration":
        for (const { local } of node.specifiers) scope.names.set(local.name, "constant");
        return;
      case "BlockStatement":
      case "ForStatement":
      case "ForInStatement":
      case "ForOfStatement":
      case "SwitchStatement":
      case "CatchClause":
        return this.visitBlock(node, inner(scope, false));
      case "StaticBlock":
        return this.within(() => this.visitChildren(node, inner(scope, true)));
      case "LabeledStatement":
        return this.visit(node.body, scope);
      case "BreakStatement":
      case "ContinueStatement":
      case "MetaProperty":
        return;
      default:
        return this.visitOther(node, scope);
    }
  }

  private visitOther(node: AnyNode, scope: Scope): void {
    switch (node.type) {
      case "MemberExpression":
        this.visit(node.object, scope);
        if (node.computed) this.visit(node.property, scope);
        return;
      case "Property":
        if (node.computed) this.visit(node.key, scope);
        if (node.shorthand) return this.visitShorthand(node.value, scope);
        return this.visit(node.value, scope);
      case "MethodDefinition":
      case "PropertyDefinition":
        if (node.computed) this.visit(node.key, scope);
        return this.within(() => this.visit(node.value, scope));
      case "UnaryExpression":
        if (node.operator === "typeof" && node.argument.type === "Identifier") {
          return this.refer(node.argument.name, node.argument.start, scope, { guarded: true });
        }
        return this.visit(node.argument, scope);
      case "AwaitExpression":
      case "TryStatement":
        if (this.depth === 0) this.resumptions.push(node);
        return this.visitChildren(node, scope);
      default:
        return this.visitChildren(node, scope);
    }
  }

  private refer(name: string, start: number, scope: Scope, how: Partial<Reference> = {}): void {
    if (name === "arguments") return;
    const reference = { name, start, shorthand: false, guarded: false, ...how };
    this.references.push({ reference, scope });
  }

  private visitShorthand(value: AnyNode, scope: Scope): void {
    if (value.type === "Identifier") {
      return this.refer(value.name, value.start, scope, { shorthand: true });
    }
    if (value.type !== "AssignmentPattern") return this.visit(value, scope);
    this.visitShorthand(value.left, scope);
    this.visit(value.right, scope);
  }

  private visitVariables(node: AnyNode & { type: "VariableDeclaration" }, scope: Scope): void {
    const owner = node.kind === "var" ? functionScope(scope) : scope;
    const kind = node.kind === "const" ? "constant" : "variable";
    for (const { id, init } of node.declarations) {
      this.declare(id, owner, kind, scope);
      this.visit(init, scope);
    }
  }

  /** Declares the names of a pattern in `owner`; defaults and computed keys within it are read in `scope`. */
  private declare(node: Pattern, owner: Scope, kind: "constant" | "variable", scope: Scope): void {
    switch (node.type) {
      case "Identifier":
        owner.names.set(node.name, kind);
        return;
      case "ObjectPattern":
        for (const property of node.properties) {
          if (property.type === "RestElement") this.declare(property.argument, owner, kind, scope);
          else {
            if (property.computed) this.visit(property.key, scope);
            this.declare(property.value, owner, kind, scope);
          }
        }
        return;
      case "ArrayPattern":
        for (const element of node.elements) {
          if (element !== null) this.declare(element, owner, kind, scope);
        }
        return;
      case "RestElement":
        return this.declare(node.argument, owner, kind, scope);
      case "AssignmentPattern":
        this.declare(node.left, owner, kind, scope);
        return this.visit(node.right, scope);
      default:
        return this.visit(node, scope);
    }
  }

  private visitFunction(node: FunctionNode, scope: Scope): void {
    if (node.type === "FunctionDeclaration" && node.id) scope.names.set(node.id.name, "variable");
    const body = inner(scope, true);
    if (node.type === "FunctionExpression" && node.id) body.names.set(node.id.name, "variable");
    this.within(() => {
      for (const param of node.params) this.declare(param, body, "variable", body);
      if (node.body.type === "BlockStatement") this.visitChildren(node.body, body);
      else this.visit(node.body, body);
    });
  }

  private visitClass(
    node: AnyNode & { type: "ClassDeclaration" | "ClassExpression" },
    scope: Scope,
  ): void {
    const body = inner(scope, false);
    if (node.id)
      (node.type === "ClassDeclaration" ? scope : body).names.set(node.id.name, "variable");
    this.visit(node.superClass, body);
    this.visit(node.body, body);
  }

  private visitBlock(node: AnyNode, scope: Scope): void {
    if (node.type === "CatchClause" && node.param)
      this.declare(node.param, scope, "variable", scope);
    if (node.type === "ForOfStatement" && node.await && this.depth === 0)
      this.resumptions.push(node);
    if (node.type === "CatchClause") return this.visit(node.body, scope);
    this.visitChildren(node, scope);
  }

  private visitChildren(node: AnyNode, scope: Scope): void {
    for (const value of Object.values(node) as unknown[]) {
      const children = Array.isArray(value) ? value : [value];
      for (const child of children as unknown[]) if (isNode(child)) this.visit(child, scope);
    }
  }

  private within(visit: () => void): void {
    this.depth += 1;
    visit();
    this.depth -= 1;
  }
}

function inner(parent: Scope, isFunction: boolean): Scope {
  return { parent, names: new Map(), isFunction };
}

function functionScope(from: Scope): Scope {
  let scope = from;
  while (!scope.isFunction && scope.parent !== null) scope = scope.parent;
  return scope;
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && typeof (value as AnyNode).type === "string";
}
