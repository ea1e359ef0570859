import type { Event } from "../../model/event";
import type { HandlerEntered } from "../../model/owners/signalEvents";
import { isUnsafeInHandlers } from "../../model/signalSafety";
import { inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** The kernel sends them for what the thread itself has just done: no moment is worse than another. */
const ofOwnFault: ReadonlySet<string> = new Set(["SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL", "SIGTRAP", "SIGABRT", "SIGSYS"]);

/** A handler that has come in the midst of the program's own doing, or of a function that is not safe; not while a call waited. */
interface Untimely {
    readonly entered: HandlerEntered;
    readonly isProven: boolean;
}

/** A handler must not use what it may have interrupted (signal-safety(7)): printf waits for its own lock, malloc finds its lists half changed. */
export const unsafeInHandler: Rule = {
    id: "IPC053",
    title: "A signal handler calls what is not async-signal-safe",
    severity: "warning",
    about: "signals",
    watch() {
        /** By thread, the innermost last; null: it may do as it likes. */
        const running = new Map<number, (Untimely | null)[]>();
        /** Some process has had a handler: until then there is nothing to see. */
        let isUsed = false;
        /** Whether the last that a thread did was to return from a call; absent: it has done nothing since handlers are used. */
        const returned = new Map<number, boolean>();
        const found = new Map<string, NewFinding>();
        function see(event: Event): void {
            if (!isUsed) return;
            const handlers = running.get(event.tid);
            if (event.kind === "handlerEntered") {
                running.set(event.tid, [...(handlers ?? []), untimely(event, returned.get(event.tid) !== false)]);
            } else if (event.kind === "handlerReturned" || event.kind === "handlerAbandoned") {
                handlers?.pop();
            } else if (event.kind === "processExited" || event.kind === "threadExited") {
                running.delete(event.tid);
            }
            noteReturn(returned, event);
            const within = handlers?.at(-1) ?? null;
            const called = event.library ?? (event.kind === "processExited" ? event.called : undefined);
            if (event.kind === "handlerReturned" || within === null || called === undefined || !isUnsafeInHandlers(called)) return;
            if (called === "exit" && mayExit(within)) return;
            const key = `${called} ${within.entered.handler?.file ?? ""} ${within.entered.handler?.line ?? ""}`;
            if (found.get(key)?.certainty !== "proven") found.set(key, findingOf(event, called, within));
        }
        return {
            ...hears(["signalActionChanged", "handlerEntered"], (event) => {
                isUsed = true;
                see(event);
            }),
            others: see,
            findings: () => [...found.values()],
        };
    },
};

function untimely(event: HandlerEntered, hasJustReturned: boolean): Untimely | null {
    if (ofOwnFault.has(event.signal)) return null;
    const { interrupted } = event;
    if (interrupted !== undefined) return isUnsafeInHandlers(interrupted) ? { entered: event, isProven: true } : null;
    return hasJustReturned || event.source === undefined ? null : { entered: event, isProven: false };
}

/** A write that failed has returned, and the lock of its stream is the thread's own: exit waits for nobody (as in ps, to which head listens). */
function mayExit({ entered, isProven }: Untimely): boolean {
    return !isProven || entered.signal === "SIGPIPE";
}

/** A handler that comes while a call waits, or as it returns, interrupts nothing else. */
function noteReturn(returned: Map<number, boolean>, event: Event): void {
    const { kind, tid } = event;
    if (kind === "processForked") returned.set(event.childPid, false);
    if (kind === "threadCreated") returned.set(event.childTid, false);
    if (kind === "callReturned" || kind === "callInterrupted" || kind === "callResumed") returned.set(tid, true);
    else if (kind !== "signalDelivered" && kind !== "signalGenerated" && kind !== "signalMaskChanged") returned.set(tid, false);
}

function findingOf(event: Event, called: string, { entered, isProven }: Untimely): NewFinding {
    const { process, source, seq } = event;
    const { signal, handler, interrupted } = entered;
    const what = isProven ? `${interrupted ?? ""}, which is not safe either` : "the program at any place";
    return {
        certainty: isProven ? "proven" : "likely",
        message:
            `The handler of ${signal}${inPlace(handler)} calls ${called}${inPlace(source)} in ${process}, and has interrupted ${what}${inPlace(entered.source)}: ` +
            `${called} is not async-signal-safe (signal-safety(7)); it may wait for a lock that the interrupted code holds, or find its data half changed. ` +
            "A handler is to set a flag, or to write to a pipe, and the program to do the rest.",
        process,
        at: seq,
        locations: places(["cause", process, source ?? handler], ["related", process, entered.source]),
    };
}
