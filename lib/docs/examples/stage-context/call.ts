import { System, consumer, fromIterable, producerConsumer } from "headgate";

const system = new System();
const places = consumer(() => ({
  handleEvents: () => {},
  handleCall: (id: string) => (id === "ci" ? "California" : "elsewhere"),
}));
system.start(places, { name: "places" });
const located = producerConsumer((stage) => ({
  async handleEvents(ids: string[]) {
    return Promise.all(ids.map((id) => stage.call("places", id)));
  },
}));
const ids = system.start(fromIterable(["ci", "xx"]));
const seen: unknown[] = [];
for await (const place of system.stream(system.start(located, { subscribeTo: [{ to: ids }] }))) {
  seen.push(place);
}
console.assert(seen.join() === "California,elsewhere");
