/** Groups of fanotify(7); they are read and answered with the calls for bytes. */
import type { SyscallFamily } from "./row";

export const fanotifyCalls = {
    fanotify_init: {
        number: 300,
        arguments: ["flags", "eventFlags"],
        captures: { object: "x object result" },
        changesDescriptors: true,
        meaning: "makeFanotify",
    },
    fanotify_mark: {
        number: 301,
        arguments: ["fd", "flags", "mask", "directoryFd", "path"],
        captures: { path: "e string arg4" },
        meaning: "changeMark",
    },
} as const satisfies SyscallFamily;
