/** Signalfds (signalfd(2)); they are read with the calls for bytes. */
import type { SyscallFamily } from "./row";

const made = { captures: { object: "x object result", set: "e fixed arg1 8" }, changesDescriptors: true, meaning: "makeSignalfd" } as const;

export const signalfdCalls = {
    signalfd: { number: 282, arguments: ["fd", "mask", "size"], ...made },
    signalfd4: { number: 289, arguments: ["fd", "mask", "size", "flags"], ...made, functions: [{ name: "signalfd" }] },
} as const satisfies SyscallFamily;
