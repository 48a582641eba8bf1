// Tries: to give the checks nothing to call.
// Expect: error, error, error
export const other = () => [];
