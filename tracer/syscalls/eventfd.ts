/** Eventfds (eventfd(2)); they are read and written with the calls for bytes. */
import type { SyscallFamily } from "./row";

const made = { captures: { object: "x object result" }, changesDescriptors: true, meaning: "makeEventfd" } as const;

export const eventfdCalls = {
    eventfd: { number: 284, arguments: ["count"], ...made },
    eventfd2: { number: 290, arguments: ["count", "flags"], ...made, functions: [{ name: "eventfd" }] },
} as const satisfies SyscallFamily;
