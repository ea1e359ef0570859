/** Nameless pipes. */
import type { SyscallFamily } from "./row";

export const pipeCalls = {
    pipe: {
        number: 22,
        arguments: ["ends"],
        captures: { ends: "x fixed arg0 8", readEnd: "x object u32(arg0)", writeEnd: "x object u32(arg0+4)" },
        changesDescriptors: true,
        meaning: "makePipe",
    },
    pipe2: {
        number: 293,
        arguments: ["ends", "flags"],
        captures: { ends: "x fixed arg0 8", readEnd: "x object u32(arg0)", writeEnd: "x object u32(arg0+4)" },
        changesDescriptors: true,
        meaning: "makePipe",
        functions: [{ name: "pipe", where: { flags: 0 } }],
    },
} as const satisfies SyscallFamily;
