/** Timers behind a descriptor, which a read asks how often they expired (timerfd_create(2), fs/timerfd.c). */
import type { Wait } from "../awaits";
import { onlyOthers } from "../ender";
import type { EventBase } from "../eventBase";
import type { DescriptionId, ObjectId } from "../identities";
import type { NewObjectBase, ObjectBase } from "../kernelObject";
import { callText, count, exactNumber, nameOf, said } from "../words";
import type { Kind } from "./kind";
import { secondsText } from "./timerfd/seconds";

/** As timerfd_settime(2) was given it; times in nanoseconds. */
export interface TimerSetting {
    /** Until it expires first, or with `absolute` the time of the clock; 0: it is not set. */
    readonly value: bigint;
    /** Between later expirations; 0: it expires once. */
    readonly interval: bigint;
    readonly absolute: boolean;
    /** TFD_TIMER_CANCEL_ON_SET. */
    readonly cancelOnSet: boolean;
}

export interface Timerfd extends ObjectBase {
    readonly kind: "timerfd";
    /** "CLOCK_MONOTONIC"; null: unknown. */
    readonly clock: string | null;
    /** Null: unknown. */
    readonly setting: TimerSetting | null;
    /** As reads have told since it was set; null: unknown. */
    readonly expirations: bigint | null;
}

/** Absent: unknown. */
export interface TimerfdFacts {
    readonly clock?: string;
    readonly setting?: TimerSetting;
}

interface OfTimerfd extends EventBase {
    readonly fd: number;
    readonly object: ObjectId;
    readonly description: DescriptionId;
}

export interface TimerfdCreated extends OfTimerfd {
    readonly kind: "timerfdCreated";
    readonly newObject: NewObjectBase & TimerfdFacts & { readonly kind: "timerfd" };
    readonly closeOnExec: boolean;
    readonly statusFlags: readonly string[];
}

export interface TimerfdSet extends OfTimerfd {
    readonly kind: "timerfdSet";
    /** Null: not captured. */
    readonly setting: TimerSetting | null;
}

/** read(2): how often it expired since it was set or last read. */
export interface TimerfdRead extends OfTimerfd {
    readonly kind: "timerfdRead";
    /** Null: not captured. */
    readonly expirations: bigint | null;
}

/** timerfd_gettime(2). */
export interface TimerfdAsked extends OfTimerfd {
    readonly kind: "timerfdAsked";
    /** Nanoseconds until it expires next; 0: it is not set. */
    readonly left: bigint;
}

export type TimerfdEvent = TimerfdCreated | TimerfdSet | TimerfdRead | TimerfdAsked;

export const notSet: TimerSetting = { value: 0n, interval: 0n, absolute: false, cancelOnSet: false };

/** Whether it can still expire, as far as reads have told; null: unknown. */
export function isArmed({ setting, expirations }: Timerfd): boolean | null {
    if (setting === null) return null;
    if (setting.value === 0n) return false;
    if (setting.interval > 0n || expirations === 0n) return true;
    return expirations === null ? null : false;
}

/** "0.02 s after it is set, and then every 0.01 s" */
function settingText({ value, interval, absolute }: TimerSetting, clock: string | null): string {
    const first = absolute ? `when ${clock ?? "its clock"} is ${secondsText(value)}` : `after ${secondsText(value)}`;
    return interval === 0n ? first : `${first}, and then every ${secondsText(interval)}`;
}

export function timerText(timer: Timerfd): string {
    const { clock, setting } = timer;
    if (setting === null) return "setting unknown";
    if (setting.value === 0n) return "not set";
    return `${settingText(setting, clock)}${isArmed(timer) === false ? ", expired" : ""}`;
}

function awaited(timer: Timerfd, wait: Wait): string | null {
    if (wait.awaits.what !== "input") return null;
    const armed = isArmed(timer);
    if (armed === null || timer.setting === null) return "waiting until the timer expires";
    return armed ? `waiting until the timer expires: ${settingText(timer.setting, timer.clock)}` : "the timer is not set: it never expires";
}

export const timerfd: Kind<Timerfd, TimerfdFacts, TimerfdEvent> = {
    word: "timerfd",
    traits: { named: false, position: "none", identity: "maker", connects: false, buffers: false },
    begins: (base, { clock = null, setting }) => ({
        ...base,
        kind: "timerfd",
        clock,
        setting: setting ?? null,
        expirations: setting === undefined ? null : 0n,
    }),
    events: {
        timerfdCreated: {
            opens: ({ fd, closeOnExec, description, statusFlags }) => [{ fd, closeOnExec, description, statusFlags, access: "read-write" }],
            says: (event) =>
                said(
                    `${nameOf(event)} made ${event.object}: descriptor ${event.fd}, by ${event.newObject.clock ?? "a clock that is not known"}.`,
                    "It is not set yet. Once it is, a read waits until it expires, and tells how often it did.",
                ),
        },
        timerfdSet: {
            becomes(timer, { setting }) {
                timer.setting = setting;
                timer.expirations = setting === null ? null : 0n;
            },
            says(event, timer, look) {
                const { setting } = event;
                const name = look.name(event.object);
                if (setting === null) return said(`${callText(event, event.fd)} set ${name}.`);
                if (setting.value === 0n) {
                    return said(`${callText(event, event.fd)} stopped ${name}.`, "A read waits until it is set again.");
                }
                return said(
                    `${callText(event, event.fd)} set ${name}: it expires ${settingText(setting, timer?.clock ?? null)}.`,
                    setting.cancelOnSet ? "When somebody sets the clock, a read fails with ECANCELED (TFD_TIMER_CANCEL_ON_SET)." : null,
                );
            },
        },
        timerfdRead: {
            becomes(timer, { expirations }) {
                timer.expirations = timer.expirations === null || expirations === null ? null : timer.expirations + expirations;
            },
            says(event, _timer, look) {
                const { expirations } = event;
                const often = expirations === null ? "so often that is not known" : expirations === 1n ? "once" : `${expirations} times`;
                const missed = expirations === null || expirations < 2n ? null : expirations - 1n;
                return said(
                    `${callText(event, event.fd, "read")} told that ${look.name(event.object)} expired ${often}.`,
                    missed === null
                        ? null
                        : `Nobody read in between: ${count(Number(missed), "expiration")} came too early for the program.`,
                );
            },
        },
        timerfdAsked: {
            says: (event, _timer, look) =>
                said(
                    event.left === 0n
                        ? `${callText(event, event.fd)} told that ${look.name(event.object)} is not set.`
                        : `${callText(event, event.fd)} told that ${look.name(event.object)} expires in ${secondsText(event.left)}.`,
                ),
        },
    },
    awaited,
    enders: () => onlyOthers("the timer"),
    whyReady: (_timer, what) => (what === "IN" ? "the timer has expired" : null),
    failed: (_timer, error) => (error === "ECANCELED" ? "somebody has set the clock" : null),
    json(timer) {
        const { clock, setting, expirations } = timer;
        return {
            clock,
            armed: isArmed(timer),
            setting: setting === null ? null : { ...setting, value: exactNumber(setting.value), interval: exactNumber(setting.interval) },
            expirations: expirations === null ? null : exactNumber(expirations),
        };
    },
    remark: (timer) => `${timer.clock ?? "clock unknown"}, ${timerText(timer)}`,
};
