// Tries: the same, by a socket.
// Expect: error, error, error
export const make = () => new WebSocket("ws://127.0.0.1:80/");
