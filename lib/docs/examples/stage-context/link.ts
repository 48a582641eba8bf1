import { System, producer } from "headgate";

const system = new System({ log: false });
const socket = system.start(producer(() => ({ handleDemand: () => [] })));
const feed = system.start(
  producer((stage) => {
    stage.link(socket);
    return { handleDemand: () => [] };
  }),
);
await system.stop(socket, new Error("connection lost"));
await system.idle();
console.assert(!feed.isAlive); // it failed with the socket, for the same reason
