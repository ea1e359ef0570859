/** `p1 splice 3 6 2`, `p1 tee 3 8 3`: from, to, and how many bytes. */
import type { CallWord } from "./word";

export const transferCalls = {
    splice: ([from = "", to = "", length = ""]) => ({
        name: "splice",
        args: [Number(from), 0, Number(to), 0, Number(length), 0],
        result: Number(length),
    }),
    tee: ([from = "", to = "", length = ""]) => ({
        name: "tee",
        args: [Number(from), Number(to), Number(length), 0],
        result: Number(length),
    }),
} satisfies Record<string, CallWord>;
