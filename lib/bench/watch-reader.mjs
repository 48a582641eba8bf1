/* Reads the events of a watched system, as a page would, and counts its samples; told what to do by watch.mjs. */
import { get } from "node:http";

const [address] = process.argv.slice(2);
let request;
let samples = 0;

process.on("message", ({ watch }) => {
  if (watch === undefined) {
    request.destroy();
    process.send(samples);
    return;
  }
  samples = 0;
  let isIn = false;
  let rest = "";
  request = get(`${address}events?system=${watch}`, (response) => {
    response.on("error", () => {});
    response.setEncoding("utf8").on("data", (text) => {
      const messages = (rest + text).split("\n\n");
      rest = messages.pop();
      for (const message of messages) {
        const data = JSON.parse(message.slice(message.indexOf("data: ") + 6));
        if (message.startsWith("event: sample") && data.snapshot.stages.length > 0) samples++;
      }
      if (!isIn) process.send("in");
      isIn = true;
    });
  }).on("error", () => {});
});
