// Tries: to have more and more elements while it is copied.
// Expect: output|wrong|error|memory|time, output|wrong|error|memory|time, output|wrong|error|memory|time|not run
const more = (): any => new Proxy({}, { ownKeys: () => ["a", "b"], getOwnPropertyDescriptor: () => ({ value: more(), configurable: true, enumerable: true }) });
export const make = () => more();
