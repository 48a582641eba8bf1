// Tries: to bend how numbers are printed.
// Expect: error, error, error
Intl.NumberFormat.prototype.formatToParts = () => [];
(Intl as any).NumberFormat = class {};
export const make = () => [7];
