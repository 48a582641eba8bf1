// Tries: to hide code where parsers differ.
// Expect: error, error, error
<!-- 
export const make = () => [1, 2, 3];
--> process.exit(0)
