import { type ExitMessage, System, producer } from "headgate";

const system = new System({ log: false });
const socket = system.start(
  producer(() => ({ handleDemand: () => [] })),
  { name: "socket" },
);
const ended: string[] = [];
const feed = system.start(
  producer((stage) => {
    stage.trapsExits = true;
    stage.link(socket);
    return {
      handleDemand: () => [],
      handleInfo: (message: ExitMessage) => void ended.push(message.stage.name),
    };
  }),
);
await system.stop(socket, new Error("connection lost"));
await system.idle();
console.assert(feed.isAlive && ended.join() === "socket");
