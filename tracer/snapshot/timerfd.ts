/** Timers: clock and setting, by /proc/PID/fdinfo (proc_pid_fdinfo(5), timerfd_show in fs/timerfd.c). */
import { timerClocks } from "../model/kinds/timerfd/clocks";
import { isArmed, notSet, type Timerfd } from "../model/kinds/timerfd";
import { answerTo } from "../trace/kernelAnswers";
import type { KernelSnapshot } from "../trace/kernelSnapshot";
import { aboutDescriptions } from "./inquiry";
import type { Judge } from "./judge";

const stateOfTimerfd = aboutDescriptions("link:anon_inode:[timerfd]", "info");

export const timerfdJudge: Judge<Timerfd> = {
    inquiries: [stateOfTimerfd],
    compare({ object, held, snapshot, place }) {
        const kernel = held[0] === undefined ? undefined : readTimer(snapshot, held[0].kernel.class);
        if (kernel === undefined) return;
        place.compare("clock", object.clock, timerClocks.get(kernel.clock) ?? `clock ${kernel.clock}`);
        const { setting } = object;
        place.compare("interval", setting?.interval ?? null, kernel.interval);
        place.compare("flags", setting === null ? null : flagsOf(setting), kernel.flags);
        if (isArmed(object) === false) {
            place.compare("time left", 0n, kernel.left);
        } else if (setting !== null && !setting.absolute) {
            place.compare("time left is at most what was set", true, kernel.left <= most(setting));
        }
    },
    facts(snapshot, { class: subject }) {
        const kernel = readTimer(snapshot, subject);
        if (kernel === undefined) return {};
        const clock = timerClocks.get(kernel.clock);
        const isSet = kernel.left > 0n || kernel.ticks > 0n || kernel.interval > 0n || kernel.flags > 0;
        return { ...(clock !== undefined && { clock }), ...(!isSet && { setting: notSet }) };
    },
};

/** Until the next expiration. */
function most({ value, interval }: { readonly value: bigint; readonly interval: bigint }): bigint {
    return value > interval ? value : interval;
}

function flagsOf({ absolute, cancelOnSet }: { readonly absolute: boolean; readonly cancelOnSet: boolean }): number {
    return (absolute ? 1 : 0) | (cancelOnSet ? 2 : 0);
}

interface TimerReading {
    readonly clock: number;
    readonly ticks: bigint;
    /** Of the last timerfd_settime(2). */
    readonly flags: number;
    /** Nanoseconds. */
    readonly left: bigint;
    readonly interval: bigint;
}

/** By the class of its open file description. */
function readTimer(snapshot: KernelSnapshot, subject: number): TimerReading | undefined {
    const answer = answerTo(snapshot, stateOfTimerfd, subject);
    if (answer === undefined) return undefined;
    const text = new TextDecoder().decode(answer.bytes);
    const number = (pattern: RegExp): string => pattern.exec(text)?.[1] ?? "0";
    const time = (name: string): bigint => {
        const [, seconds = "0", parts = "0"] = new RegExp(`^${name}: \\((\\d+), (\\d+)\\)`, "m").exec(text) ?? [];
        return BigInt(seconds) * 1_000_000_000n + BigInt(parts);
    };
    return {
        clock: Number(number(/^clockid: (\d+)/m)),
        ticks: BigInt(number(/^ticks: (\d+)/m)),
        flags: parseInt(number(/^settime flags: (\d+)/m), 8),
        left: time("it_value"),
        interval: time("it_interval"),
    };
}
