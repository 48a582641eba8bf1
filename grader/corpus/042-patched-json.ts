// Tries: to bend what is written and read.
// Expect: error, error, error
JSON.stringify = () => '{"outcome":"value"}';
JSON.parse = () => ({});
export const make = () => [7];
