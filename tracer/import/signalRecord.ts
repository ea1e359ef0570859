import type { SignalLine } from "../strace-parser/logLine";
import { field } from "../strace-parser/value";
import type { SignalRecord } from "../trace/record";
import { constant } from "./constants";
import { numberOf, wordOf } from "./words";

/** Undefined: a signal of which the log does not tell the number. */
export function signalRecord(line: SignalLine, tid: number, time: number): SignalRecord | undefined {
    const information = line.information ?? undefined;
    const signal = constant(line.signal) ?? numberOf(field(information, "si_signo"));
    if (signal === undefined) return undefined;
    const value = wordOf(field(information, "si_int"));
    const fd = numberOf(field(information, "si_fd"));
    const address = wordOf(field(information, "si_addr"));
    return {
        type: "signal",
        time,
        tid,
        stack: 0,
        signal,
        code: numberOf(field(information, "si_code")) ?? 0,
        senderPid: numberOf(field(information, "si_pid")) ?? null,
        value: value === undefined ? null : BigInt.asUintN(64, BigInt(value)),
        timer: numberOf(field(information, "si_timerid")) ?? null,
        descriptor: fd === undefined ? null : { fd, band: numberOf(field(information, "si_band")) ?? 0 },
        address: address === undefined ? null : BigInt.asUintN(64, BigInt(address)),
        stackPointer: 0n,
        queued: null,
    };
}
