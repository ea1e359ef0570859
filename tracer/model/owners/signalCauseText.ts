/** Why the kernel sent a signal, in words. */
import type { DescriptorHappening, SignalCause } from "./signalEvents";

const terminalCauses: Readonly<Record<Extract<SignalCause, { by: "terminal" }>["how"], string>> = {
    typed: "its key was typed at the terminal, for the foreground process group",
    read: "it is in the background, and read from its terminal",
    changed: "it is in the background, and wrote to its terminal or changed it",
    resized: "its terminal has another size",
    hungUp: "its terminal was hung up",
};

const happenings: Readonly<Record<DescriptorHappening, string>> = {
    readable: "became readable",
    writable: "became writable",
    message: "has a message",
    error: "has an error",
    urgent: "has urgent data",
    hungUp: "was hung up",
};

function descriptorText({ fd, object, how }: Extract<SignalCause, { by: "descriptor" }>): string {
    if (fd === null && object === null) return "it asked to be told of a descriptor (O_ASYNC)";
    const descriptor = fd === null ? "" : `descriptor ${fd}`;
    const what = fd === null ? object : object === null ? descriptor : `${descriptor} (${object})`;
    return how === null ? `something happened at ${what}, of which it asked to be told (O_ASYNC)` : `${what} ${happenings[how]}`;
}

const causes: { readonly [B in SignalCause["by"]]: (cause: Extract<SignalCause, { by: B }>) => string } = {
    child: ({ child, how }) => `its child ${child} ${how === "continued" ? "goes on" : how === "stopped" ? "was stopped" : "ended"}`,
    timer: ({ timer }) => `${timer} expired`,
    brokenPipe: () => "nobody can read what it wrote",
    messageQueue: () => "a message came into the empty queue",
    fault: ({ why, address }) =>
        `${why ?? "an instruction was at fault"}${address === null ? "" : `, at address 0x${address.toString(16)}`}`,
    terminal: ({ how }) => terminalCauses[how],
    orphanedGroup: () => "somebody was stopped in its process group, and nobody is left who could continue it",
    lease: ({ file, opener, truncates }) =>
        `${opener} is ${truncates === true ? "truncating" : "opening"} ${file}, on which it has a lease`,
    descriptor: descriptorText,
    kernel: () => "the kernel sent it",
    stranger: ({ pid }) => `process ${pid}, which is not traced, sent it`,
};

/** Goes on after "since": "its child p2 ended". */
export function causeText(cause: SignalCause): string {
    return (causes[cause.by] as (cause: SignalCause) => string)(cause);
}
