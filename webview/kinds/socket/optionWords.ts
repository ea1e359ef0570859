/** What options that were set mean, as a card says it (socket(7), tcp(7), ip(7), ipv6(7)). Their values are those that the events tell. */

type Words = (value: string) => string;

/** Of an option that is on; what is off is said with its name. */
const whenOn: ReadonlyMap<string, string> = new Map([
    ["IPV6_V6ONLY", "IPv6 alone"],
    ["SO_BROADCAST", "may send to all (broadcast)"],
    ["SO_KEEPALIVE", "asks an idle other end whether it lives"],
    ["SO_OOBINLINE", "the out-of-band byte stands among the others"],
    ["SO_PASSCRED", "messages say who sent them"],
    ["SO_REUSEADDR", "takes its name although an old connection has it"],
    ["SO_REUSEPORT", "shares its port with others"],
    ["TCP_CORK", "holds back until a packet is full"],
    ["TCP_NODELAY", "sends small pieces at once"],
]);

const whenSet: ReadonlyMap<string, Words> = new Map<string, Words>([
    ["IP_TTL", (hops) => `its packets go at most ${hops} hops`],
    ["SO_LINGER", (value) => (value.startsWith("0 s") ? "close resets the connection" : `close waits up to ${value} until all is sent`)],
    ["SO_RCVBUF", (size) => `room to receive: ${size}`],
    ["SO_RCVLOWAT", (size) => `receives wait for ${size}`],
    ["SO_RCVTIMEO", (time) => `receives wait at most ${time}`],
    ["SO_SNDBUF", (size) => `room to send: ${size}`],
    ["SO_SNDTIMEO", (time) => `sends wait at most ${time}`],
    ["TCP_DEFER_ACCEPT", (time) => `is accepted when data have come, or after ${time}`],
    ["TCP_USER_TIMEOUT", (time) => `gives up what is not confirmed after ${time}`],
]);

export function optionWords(name: string, value: string): string {
    if (value === "off") return `${name} off`;
    const on = value === "on" ? whenOn.get(name) : undefined;
    return on ?? whenSet.get(name)?.(value) ?? `${name} ${value}`;
}
