/** Timers that send signals: alarm(2), setitimer(2), timer_create(2). */
import type { SignalTimerChanged } from "../model/owners/signalEvents";
import { signalName } from "../model/signals";
import type { ReturnedCall } from "./returnedCall";

const intervalTimers = [
    { timer: "ITIMER_REAL", signal: "SIGALRM" },
    { timer: "ITIMER_VIRTUAL", signal: "SIGVTALRM" },
    { timer: "ITIMER_PROF", signal: "SIGPROF" },
] as const;

function tellSet(call: ReturnedCall, timer: string, set: SignalTimerChanged["set"]): void {
    call.tell({ kind: "signalTimerChanged", timer, set });
}

/** alarm(2) sets the same timer as setitimer(ITIMER_REAL). */
function alarm(call: ReturnedCall): void {
    const [{ timer, signal }] = intervalTimers;
    tellSet(call, timer, { signal, tid: null, value: call.unsigned("seconds"), interval: 0 });
}

/** struct itimerval and struct itimerspec: seconds and parts of a second, of the interval and of the time that is left. */
function times(call: ReturnedCall, partsOfSecond: number): { readonly value: number; readonly interval: number } | undefined {
    const value = call.structure("value", 32);
    if (value === undefined) return undefined;
    const seconds = (place: number): number =>
        Number(value.getBigInt64(place, true)) + Number(value.getBigInt64(place + 8, true)) / partsOfSecond;
    return { interval: seconds(0), value: seconds(16) };
}

/** setitimer(2). */
function intervalTimer(call: ReturnedCall): void {
    const which = intervalTimers[call.int("which")];
    const set = times(call, 1e6);
    if (which === undefined || set === undefined) call.tellReturned();
    else tellSet(call, which.timer, { signal: which.signal, tid: null, ...set });
}

function timerName(id: number): string {
    return `timer ${id}`;
}

/** timer_create(2): without a sigevent it sends SIGALRM to the process. */
function makeTimer(call: ReturnedCall): void {
    const id = call.structure("timer", 4)?.getInt32(0, true);
    if (id === undefined) return;
    const event = call.structure("event", 24);
    const [none, toThread] = [1, 4]; // SIGEV_NONE, SIGEV_THREAD_ID
    const notify = event?.getInt32(12, true) ?? 0;
    if (notify === none) {
        call.tellReturned();
        return;
    }
    const signal = event === undefined ? "SIGALRM" : signalName(event.getInt32(8, true));
    const tid = event !== undefined && notify === toThread ? event.getInt32(16, true) : null;
    tellSet(call, timerName(id), { signal, tid, value: 0, interval: 0 });
}

/** TIMER_ABSTIME. */
const absoluteTime = 1;

function setTimer(call: ReturnedCall): void {
    const timer = timerName(call.int("timer"));
    const set = times(call, 1e9);
    const isAbsolute = (call.int("flags") & absoluteTime) !== 0;
    const known = call.interpretation.state.processes.get(call.process.id)?.signals.timers.get(timer);
    if (known === undefined || set === undefined) call.tellReturned();
    else tellSet(call, timer, { signal: known.signal, tid: known.tid, ...set, ...(isAbsolute && { absolute: true }) });
}

function deleteTimer(call: ReturnedCall): void {
    tellSet(call, timerName(call.int("timer")), null);
}

export const timers = { alarm, intervalTimer, makeTimer, setTimer, deleteTimer } as const;
