// Tries: to bend how texts become bytes.
// Expect: error, error, error
TextEncoder.prototype.encode = () => new Uint8Array(0);
export const make = () => [7];
