/** What the events in a signal's life do, and how they are told. */
import type { ProcessId } from "../identities";
import { defaultActionOf, hasSignal, isQueued, signalSet } from "../signals";
import type { SourceLocation } from "../sourceLocation";
import type { State } from "../state";
import { callText, count, firstOf, nameOf, placeText, said } from "../words";
import {
    arrive,
    changeAction,
    changeProcessSignals,
    changeThreadSignals,
    doubt,
    enterHandler,
    expire,
    leaveHandler,
    take,
} from "./changeSignals";
import { faultText } from "./memoryFault";
import type { OwnerEvents } from "./ownerEvent";
import { threadOf } from "./process";
import { causeText } from "./signalCauseText";
import type { SignalAccepted, SignalDelivered, SignalEvent, SignalReceiver, SignalSent } from "./signalEvents";
import { actionOf } from "./signalState";

/** "on_signal (count.c:9)". */
function functionText(code: SourceLocation | null, unknown = "its handler"): string {
    return code === null ? unknown : `${code.function} (${placeText(code)})`;
}

/** What becomes of a signal that was just generated. */
function pendingText(state: State, signal: string, { target, targetTid }: Pick<SignalReceiver, "target" | "targetTid">): string | null {
    const process = target === null ? undefined : state.processes.get(target);
    if (process === undefined || process.exit !== null) return null;
    const thread = threadOf(process, targetTid ?? process.pid);
    const queue = targetTid === undefined ? process.signals.pending : (thread?.signals.pending ?? null);
    const instances = queue?.filter((each) => each.signal === signal) ?? [];
    const blocks = thread?.signals.blocked !== null && thread !== undefined && hasSignal(thread.signals.blocked, signal);
    const sends = instances[0]?.generated.length ?? 0;
    if (!isQueued(signal) && sends > 1) {
        const meanwhile = blocks ? `while ${process.id} had it blocked` : `before ${process.id} got it`;
        const consequence = typeof actionOf(process.signals, signal) === "object" ? ", so the handler runs once" : "";
        return `${signal} was sent ${sends} times ${meanwhile}: one instance is kept${consequence}.`;
    }
    if (!blocks) return actionOf(process.signals, signal) === "ignored" ? `${process.id} ignores it.` : null;
    if (instances.length > 1) {
        return `${process.id} blocks it: ${instances.length} instances wait in the queue, in the order in which they were sent.`;
    }
    return `${process.id} blocks it, so that it stays pending.`;
}

/** The kernel sends SIGPIPE in the name of the writer itself. */
function senderText({ sender, process }: { readonly sender: ProcessId | null; readonly process: ProcessId }): string {
    return sender === null || sender === process ? "" : ` from ${sender}`;
}

function valueText({ value }: SignalDelivered | SignalAccepted): string {
    return value === undefined ? "" : `, with the value ${value}`;
}

function actionText({ handled, signal, process, generated }: SignalDelivered): string | null {
    const sends = generated?.length ?? 0;
    const once = sends > 1 ? `It was generated ${sends} times, and is delivered once. ` : "";
    if (handled === true) return `${once}Its handler runs.`;
    if (handled === undefined) return once === "" ? null : once.trimEnd();
    switch (defaultActionOf(signal)) {
        case "ignore":
            return `${once}It has no handler for it, and by default nothing happens.`;
        case "terminate":
        case "dump core":
            return `${once}It has no handler for it, and by default that ends ${process}.`;
        case "stop":
            return `${once}By default that stops ${process}.`;
        case "continue":
            return once === "" ? null : once.trimEnd();
    }
}

/** Many more than anybody names one by one are all that there are. */
const fewSignals = 40;

function listText(signals: readonly string[]): string {
    return signals.length > fewSignals ? "all signals" : firstOf(signals);
}

export const signalEvents: OwnerEvents<SignalEvent> = {
    signalSent: {
        becomes(draft, event) {
            const { signal, target, targetPid, targetTid, members, value } = event;
            const arriving = { signal, tid: targetTid ?? null, sender: event.process, value: value ?? null };
            if (target !== null) arrive(draft, target, arriving, event);
            for (const id of members ?? []) arrive(draft, id, arriving, event);
            if (targetPid > 0) return;
            for (const { id, job } of [...draft.now.processes.values()]) {
                if (members === undefined || job.group === null) doubt(draft, id, signal);
            }
        },
        telling: true,
        says(event, state) {
            const group = event.targetPid <= 0 ? groupOf(event) : `process ${event.targetPid}`;
            const value = event.value === undefined ? "" : ` with the value ${event.value}`;
            const target = event.target === event.process ? "itself" : (event.target ?? group);
            const thread =
                event.target !== null && event.targetTid !== undefined && isOneOfMany(state, event.target)
                    ? `thread ${event.targetTid} of `
                    : "";
            return said(
                `${nameOf(event, "kill")} sent ${event.signal}${value} to ${thread}${target}.`,
                pendingText(state, event.signal, event),
            );
        },
    },
    signalGenerated: {
        becomes(draft, event) {
            const { signal, cause, forThread, process, tid } = event;
            const value = cause.by === "timer" ? (cause.value ?? null) : null;
            arrive(draft, process, { signal, tid: forThread === true ? tid : null, sender: null, value }, event);
            if (cause.by === "timer") expire(draft, process, cause.timer);
        },
        telling: false,
        says(event, state) {
            const receiver = { target: event.process, ...(event.forThread === true && { targetTid: event.tid }) };
            return said(
                `${event.signal} is sent to ${event.process}, since ${causeText(event.cause)}.`,
                pendingText(state, event.signal, receiver),
            );
        },
    },
    signalDelivered: {
        becomes: take,
        telling: true,
        says(event, _state, look) {
            const fault = event.fault === undefined ? "" : `: ${faultText(event.fault, look)}`;
            return said(`${event.process} gets ${event.signal}${senderText(event)}${valueText(event)}${fault}.`, actionText(event));
        },
    },
    signalIgnored: {
        becomes: take,
        telling: false,
        says: (event) => said(`${event.process} ignores ${event.signal}${senderText(event)}.`),
    },
    signalAccepted: {
        becomes: take,
        telling: true,
        says(event) {
            return said(
                `${callText(event, event.fd ?? null)} of ${event.process} took ${event.signal}${senderText(event)}${valueText(event)}.`,
                "It is pending no more, and no handler runs.",
            );
        },
    },
    handlerEntered: {
        becomes: enterHandler,
        says(event, state) {
            const handlers = threadOf(state.processes.get(event.process), event.tid)?.signals.handlers ?? [];
            const before = handlers.at(-2);
            const where = event.source === undefined ? "" : ` at ${placeText(event.source)}`;
            const what = before === undefined ? `${event.process}${where}` : `${functionText(before.code)}, which has not returned`;
            return said(
                `${functionText(event.handler, "A handler")} runs in ${event.process}, for ${event.signal}.`,
                `It interrupts ${what}.`,
            );
        },
    },
    handlerReturned: {
        becomes: (draft, event) => leaveHandler(draft, event, event.blocked),
        says(event) {
            const where = event.source === undefined ? "" : `, at ${placeText(event.source)}`;
            return said(
                `${functionText(event.handler, "The handler")} returned, which ran in ${event.process} for ${event.signal}.`,
                `${event.process} goes on where it was interrupted${where}.`,
            );
        },
    },
    handlerAbandoned: {
        becomes: (draft, event) => leaveHandler(draft, event, undefined),
        telling: true,
        says: (event) =>
            said(
                `${event.process} left ${functionText(event.handler)} without returning from it.`,
                "It has gone on elsewhere, as by siglongjmp(3).",
            ),
    },
    signalActionChanged: {
        becomes: changeAction,
        says({ process, signal, action, handler, flags = [] }) {
            if (action === "ignored") {
                return said(`${process} ignores ${signal} from now on.`, "Who sends it is not told; one that was pending is gone.");
            }
            if (action === "default") return said(`For ${signal}, ${process} has the default action again.`);
            const restart = flags.includes("SA_RESTART")
                ? "Calls that it interrupts are made again, as far as they can be (SA_RESTART)."
                : "Calls that it interrupts fail with EINTR.";
            return said(`${process} handles ${signal} from now on: ${functionText(handler ?? null)}.`, restart);
        },
    },
    signalMaskChanged: {
        becomes: (draft, event) => {
            const process = draft.process(event.process);
            if (process === undefined) return;
            const own = threadOf(process, event.tid)?.signals.blocked ?? null;
            changeThreadSignals(process, event.tid, { blocked: signalSet(event.blocked), replaced: event.forCall === true ? own : null });
        },
        says(event, state) {
            const { process, added, removed, forCall } = event;
            if (forCall === true) return said(`${process} has another mask while it is in ${nameOf(event)}.`);
            const queue = state.processes.get(process);
            const pending = [...(queue?.signals.pending ?? []), ...(threadOf(queue, event.tid)?.signals.pending ?? [])];
            const waiting = pending.filter(({ signal }) => removed.includes(signal));
            const parts = [
                ...(added.length > 0 ? [`blocks ${listText(added)}`] : []),
                ...(removed.length > 0 ? [`lets ${listText(removed)} in again`] : []),
            ];
            const delivered =
                waiting.length === 0
                    ? null
                    : `${firstOf([...new Set(waiting.map(({ signal }) => signal))])}, which was pending, is delivered now.`;
            const kept = added.length > 0 ? "What is blocked stays pending when it is sent." : null;
            return said(`${process} ${parts.join(" and ")}.`, delivered ?? kept);
        },
    },
    alternativeStackChanged: {
        becomes(draft, event) {
            const process = draft.process(event.process);
            if (process !== undefined) changeThreadSignals(process, event.tid, { alternativeStack: event.stack });
        },
        says: ({ process, stack }) =>
            stack === null
                ? said(`${process} has no alternative signal stack any more.`)
                : said(
                      `${process} has an alternative signal stack of ${count(stack.size, "byte")}.`,
                      "Handlers with SA_ONSTACK run on it.",
                  ),
    },
    signalTimerChanged: {
        becomes(draft, event) {
            const process = draft.process(event.process);
            if (process === undefined) return;
            const timers = new Map(process.signals.timers);
            const before = timers.get(event.timer);
            // It may have expired while its signal was blocked.
            if (before !== undefined && before.value > 0) doubt(draft, event.process, before.signal);
            if (event.set === null) timers.delete(event.timer);
            else timers.set(event.timer, event.set);
            changeProcessSignals(process, { timers });
        },
        says({ process, call, timer, set }) {
            if (set === null) return said(`${process} deleted ${timer}.`);
            if (call === "timer_create") return said(`${process} made ${timer}, for ${set.signal}.`, "It is not set yet.");
            if (set.value === 0) return said(`${process} stopped ${timer}.`);
            const first = set.absolute === true ? `when its clock is ${set.value} s` : `in ${set.value} s`;
            const again = set.interval === 0 ? "" : `, and then every ${set.interval} s`;
            return said(`${process} set ${timer}: ${set.signal} ${first}${again}.`);
        },
    },
};

function groupOf({ members = [], targetPid }: SignalSent): string {
    const everybody = -1;
    const names = members.length === 0 ? "" : `: ${firstOf(members)}`;
    return targetPid === everybody ? "all processes" : `${targetPid === 0 ? "its own" : "a"} process group${names}`;
}

function isOneOfMany(state: State, id: ProcessId): boolean {
    return (state.processes.get(id)?.threads.size ?? 1) > 1;
}
