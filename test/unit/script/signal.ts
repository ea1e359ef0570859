/** `p1 kill p2 SIGUSR1`, `p2 gets SIGUSR1 p1`, `p2 handles SIGUSR1`, `p2 ignores SIGPIPE`, `p1 sigchld ignored`. */
import type { CallWord, RecordWord } from "./word";
import { signalNumber, taskNumber } from "./wordValues";

const sigsetSize = 8;
const handlerAddress = 0x401000n;

export const signalCalls = {
    kill: ([target = "", signal = ""]) => ({ name: "kill", args: [taskNumber(target), signalNumber(signal)], result: 0 }),
    sigchld: ([disposition = ""]) => action("SIGCHLD", disposition === "ignored" ? 1n : 0n, 0n),
    ignores: ([signal = ""]) => action(signal, 1n, 0n),
    handles: ([signal = "", flags = "0"]) => action(signal, handlerAddress, BigInt(flags)),
} satisfies Record<string, CallWord>;

export const signalRecords = {
    gets: (who, [signal = "", sender = ""], moment) => [
        {
            type: "signal",
            time: moment.time(),
            tid: taskNumber(who),
            stack: 0,
            signal: signalNumber(signal),
            code: 0,
            senderPid: sender === "" ? null : taskNumber(sender),
        },
    ],
} satisfies Record<string, RecordWord>;

/** rt_sigaction(2) with the kernel's struct sigaction: the handler, then the flags. */
function action(signal: string, handler: bigint, flags: bigint): ReturnType<CallWord> {
    const structure = new DataView(new ArrayBuffer(24));
    structure.setBigUint64(0, handler, true);
    structure.setBigUint64(8, flags, true);
    return {
        name: "rt_sigaction",
        args: [signalNumber(signal), 0, 0, sigsetSize],
        entry: { action: new Uint8Array(structure.buffer) },
        result: 0,
    };
}
