// Tries: the same, by a stream of events.
// Expect: error, error, error
export const make = () => [new EventSource("http://127.0.0.1/"), new XMLHttpRequest()];
