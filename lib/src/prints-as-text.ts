/** Has `console.log` of an instance print its `toString()`: one line, not the whole machinery. */
export function printsAsText(type: { readonly prototype: object }): void {
  Object.defineProperty(type.prototype, Symbol.for("nodejs.util.inspect.custom"), {
    value(this: object): string {
      return this.toString();
    },
  });
}
