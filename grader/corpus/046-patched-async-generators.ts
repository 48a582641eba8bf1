// Tries: to bend every stream.
// Expect: error, error, error
const streams = Object.getPrototypeOf((async function* () {})).prototype;
Object.getPrototypeOf(streams).next = async () => ({ done: true, value: undefined });
export const make = () => [7];
