import { System, consumer } from "headgate";

const system = new System();
let name = "";
const print = consumer((stage) => {
  ({ name } = stage);
  return { handleEvents: () => {} };
});
system.start(print, { name: "print" });
console.assert(name === "print");
