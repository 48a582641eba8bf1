// Tries: to say what a jail says, on the streams that it can reach.
// Expect: wrong, wrong, wrong
const reply = JSON.stringify({ id: 1, reply: { outcome: "value", value: { root: ["ref", 0], rows: [] } } });
export const make = () => {
  for (let id = 0; id < 9; id += 1) console.log(reply.replace("1", String(id)));
  return reply;
};
