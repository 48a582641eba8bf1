// Tries: to bend how work is called off.
// Expect: error, error, error
AbortSignal.prototype.throwIfAborted = () => {};
(AbortSignal as any).abort = () => undefined;
export const make = () => [7];
