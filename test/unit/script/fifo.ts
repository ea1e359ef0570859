/** `p1 mkfifo /fifo/f`; it is opened by the word `open`. */
import type { CallWord } from "./word";
import { pathBytes } from "./wordValues";

export const fifoCalls = {
    mkfifo: ([path = ""]) => ({ name: "mknod", args: [0, 0o010644, 0], entry: { path: pathBytes(path) }, result: 0 }),
} satisfies Record<string, CallWord>;
