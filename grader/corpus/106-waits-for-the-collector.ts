// Tries: to hear when the check's objects are gone.
// Expect: error, error, error
export const make = () => new FinalizationRegistry(() => {});
