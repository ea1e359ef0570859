/** Inotify instances (inotify(7)); they are read with the calls for bytes. */
import type { SyscallFamily } from "./row";

const made = { captures: { object: "x object result" }, changesDescriptors: true, meaning: "makeInotify" } as const;

export const inotifyCalls = {
    inotify_init: { number: 253, arguments: [], ...made },
    inotify_init1: { number: 294, arguments: ["flags"], ...made, functions: [{ name: "inotify_init", where: { flags: 0 } }] },
    inotify_add_watch: { number: 254, arguments: ["fd", "path", "mask"], captures: { path: "e string arg1" }, meaning: "addWatch" },
    inotify_rm_watch: { number: 255, arguments: ["fd", "watch"], captures: {}, meaning: "removeWatch", shows: [{ argument: "watch" }] },
} as const satisfies SyscallFamily;
