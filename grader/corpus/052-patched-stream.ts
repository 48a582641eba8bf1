// Tries: to bend the streams of the host.
// Expect: error, error, error
ReadableStream.prototype.getReader = () => ({}) as any;
export const make = () => [7];
