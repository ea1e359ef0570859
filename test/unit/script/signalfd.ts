/**
 *     p1 signalfd 3 SIGUSR1 SIGTERM         signalfd(2) makes descriptor 3
 *     p1 signalfd-changes 3 SIGUSR2         … changes it
 *     p1 take-signals 3 SIGUSR1 p2 SIGCHLD kernel SIGRTMIN p2=7      read(2): signals with their senders; with a value
 */
import { signalNumber, signalSet } from "../../../tracer/model/signals";
import { objectBytes } from "../kernelAccount";
import type { CallWord } from "./word";
import { taskNumber } from "./wordValues";

function setBytes(signals: readonly string[]): Uint8Array {
    const set = new DataView(new ArrayBuffer(8));
    set.setBigUint64(0, signalSet(signals), true);
    return new Uint8Array(set.buffer);
}

const informationLength = 128;

/** Each a struct signalfd_siginfo. */
function informationOf(words: readonly string[]): Uint8Array {
    const view = new DataView(new ArrayBuffer((words.length / 2) * informationLength));
    for (let index = 0; index < words.length / 2; index++) {
        const place = index * informationLength;
        const [sender = "", value] = (words[2 * index + 1] ?? "").split("=");
        view.setUint32(place, signalNumber(words[2 * index] ?? ""), true);
        view.setInt32(place + 8, sender === "kernel" ? 1 : value === undefined ? 0 : -1, true);
        view.setUint32(place + 12, sender === "kernel" ? 0 : taskNumber(sender), true);
        view.setBigUint64(place + 48, BigInt(value ?? "0"), true);
    }
    return new Uint8Array(view.buffer);
}

export const signalfdCalls = {
    "signalfd": ([fd = "", ...signals]) => ({
        name: "signalfd4",
        args: [-1, 0, 8, 0],
        entry: { set: setBytes(signals) },
        result: Number(fd),
        exit: () => ({ object: objectBytes({ link: "anon_inode:[signalfd]", inode: 9, mode: 0o600, flags: 0o2 }) }),
    }),
    "signalfd-changes": ([fd = "", ...signals]) => ({
        name: "signalfd4",
        args: [Number(fd), 0, 8, 0],
        entry: { set: setBytes(signals) },
        result: Number(fd),
    }),
    "take-signals": ([fd = "", ...words]) => {
        const data = informationOf(words);
        return { name: "read", args: [Number(fd), 0, 8 * informationLength], result: data.length, data, exit: () => ({ data }) };
    },
} satisfies Record<string, CallWord>;
