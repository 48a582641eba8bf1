import { System, producer } from "headgate";

const system = new System({ log: false });
const socket = system.start(producer(() => ({ handleDemand: () => [] })));
const feed = system.start(
  producer((stage) => {
    stage.link(socket);
    return { handleDemand: () => [], handleCast: () => stage.unlink(socket) };
  }),
);
system.cast(feed, "on your own now");
await system.idle();
await system.stop(socket, new Error("connection lost"));
console.assert(feed.isAlive);
