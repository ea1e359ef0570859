/** Options that change how a socket behaves (socket(7), tcp(7), ip(7), ipv6(7)): by level and number, with the words for their values. */
import { lingersNotText } from "../../model/kinds/socket/connections";
import type { ReturnedCall } from "../returnedCall";

type Words = (call: ReturnedCall, value: number) => string;

const onOrOff: Words = (_, value) => (value === 0 ? "off" : "on");
const plainNumber: Words = (_, value) => String(value);
/** The kernel doubles it, for its own bookkeeping. */
const bytes: Words = (_, value) => `${value} bytes`;

/** `struct linger`: whether, and for how many seconds. */
const linger: Words = (call, value) => {
    const seconds = call.structure("time", 8)?.getInt32(4, true) ?? null;
    if (value === 0) return "off";
    return seconds === 0 ? lingersNotText : `${seconds ?? "?"} s`;
};

/** `struct timeval`; 0: it waits without end. */
const time: Words = (call) => {
    const view = call.structure("time", 16);
    if (view === undefined) return "unknown";
    const seconds = Number(view.getBigInt64(0, true)) + Number(view.getBigInt64(8, true)) / 1e6;
    return seconds === 0 ? "off" : `${seconds} s`;
};

const [socketLevel, ipLevel, tcpLevel, ipv6Level] = [1, 0, 6, 41];

const options: ReadonlyMap<string, readonly [string, Words]> = new Map<string, readonly [string, Words]>([
    [`${socketLevel}:2`, ["SO_REUSEADDR", onOrOff]],
    [`${socketLevel}:6`, ["SO_BROADCAST", onOrOff]],
    [`${socketLevel}:7`, ["SO_SNDBUF", bytes]],
    [`${socketLevel}:8`, ["SO_RCVBUF", bytes]],
    [`${socketLevel}:9`, ["SO_KEEPALIVE", onOrOff]],
    [`${socketLevel}:10`, ["SO_OOBINLINE", onOrOff]],
    [`${socketLevel}:13`, ["SO_LINGER", linger]],
    [`${socketLevel}:15`, ["SO_REUSEPORT", onOrOff]],
    [`${socketLevel}:16`, ["SO_PASSCRED", onOrOff]],
    [`${socketLevel}:18`, ["SO_RCVLOWAT", bytes]],
    [`${socketLevel}:20`, ["SO_RCVTIMEO", time]],
    [`${socketLevel}:21`, ["SO_SNDTIMEO", time]],
    [`${socketLevel}:42`, ["SO_PEEK_OFF", plainNumber]],
    [`${tcpLevel}:1`, ["TCP_NODELAY", onOrOff]],
    [`${tcpLevel}:3`, ["TCP_CORK", onOrOff]],
    [`${tcpLevel}:9`, ["TCP_DEFER_ACCEPT", (_, value) => `${value} s`]],
    [`${tcpLevel}:18`, ["TCP_USER_TIMEOUT", (_, value) => `${value} ms`]],
    [`${ipLevel}:2`, ["IP_TTL", plainNumber]],
    [`${ipv6Level}:26`, ["IPV6_V6ONLY", onOrOff]],
]);

export function setSocketOption(call: ReturnedCall): void {
    const object = call.used(call.int("fd"))?.object;
    const value = call.structure("value", 4)?.getInt32(0, true);
    const option = options.get(`${call.int("level")}:${call.int("option")}`);
    if (object?.kind !== "socket" || value === undefined || option === undefined) {
        call.tellReturned();
        return;
    }
    const [name, words] = option;
    call.tell({ kind: "socketOptionSet", object: object.id, option: name, value: words(call, value) });
}
