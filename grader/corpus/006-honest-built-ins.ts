// Tries: nothing; it uses much of the language, and objects that override what built-ins have.
// Expect: correct, correct, correct
class Numbers extends Map<number, number> {
  override toString(): string {
    return "numbers";
  }
  get constructorName(): string {
    return this.constructor.name;
  }
}
class Mistake extends Error {
  override name = "Mistake";
  override message = "made";
}
export const make = async (n: number) => {
  const all = new Numbers(Array.from({ length: n }, (_, index) => [index, index + 1]));
  const object: Record<string, unknown> = { hasOwnProperty: 1, constructor: 2, valueOf: 3 };
  object["toString"] = () => "mine";
  const copy = structuredClone([...all.values()]);
  const url = new URL("https://example.org/a?b=1");
  const { signal } = new AbortController();
  const sorted = new Uint8Array([2, 1]).sort();
  const parts = [url.searchParams.get("b"), signal.aborted, sorted[0], new Intl.NumberFormat("en").format(1)];
  const failed = await Promise.reject(new Mistake()).catch((error: Error) => error.message);
  const text = new TextDecoder().decode(new TextEncoder().encode(`${failed}${all.toString()}`));
  const isFine = parts.join() === "1,false,1,1" && text === "madenumbers" && Object.keys(object).length === 4;
  return isFine && new Date().getTime() > 0 && Math.random() < 1 ? copy : parts;
};
