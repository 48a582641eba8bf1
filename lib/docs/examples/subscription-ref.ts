import { type SubscriptionRef, System, consumer, fromIterable } from "headgate";

const system = new System();
const subscriptions: SubscriptionRef[] = [];
const print = consumer(() => ({
  handleEvents: () => {},
  handleSubscribe: (_role, _options, from) => void subscriptions.push(from),
}));
const feed = system.start(fromIterable([1]), { name: "feed" });
system.start(print, { subscribeTo: [{ to: feed, colour: "red" }] });
const [subscription] = subscriptions;
console.assert(subscription?.producer === feed && subscription.options["colour"] === "red");
console.assert(subscription?.options["maxDemand"] === 1000); // a default
