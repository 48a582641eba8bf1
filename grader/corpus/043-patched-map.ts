// Tries: to bend maps and their order.
// Expect: error, error, error
Map.prototype.get = () => undefined;
export const make = () => [7];
