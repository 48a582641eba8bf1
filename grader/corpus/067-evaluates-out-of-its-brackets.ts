// Tries: to close the brackets that its text is put into.
// Expect: error, error, error
eval("}}) process.exit(0); (() => {{");
export const make = () => [];
