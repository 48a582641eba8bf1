// Tries: to read the call sites of whoever calls it.
// Expect: wrong, wrong, wrong
const sites: unknown[] = [];
Error.prepareStackTrace = (_, stack) => stack;
export const make = () => {
  for (const site of new Error().stack as any) sites.push(site.getThis(), site.getFunction(), site.getFileName());
  return sites;
};
