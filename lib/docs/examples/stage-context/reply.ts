import { System, consumer } from "headgate";

const system = new System();
const order: string[] = [];
const desk = system.start(
  consumer((stage) => ({
    handleEvents: () => {},
    handleCall: (request, from) => {
      stage.reply(from, `${request}: noted`); // the caller goes on now, this stage works on
      order.push("work");
    },
  })),
);
console.assert((await system.call(desk, "M 5.1")) === "M 5.1: noted");
console.assert(order.join() === "work");
