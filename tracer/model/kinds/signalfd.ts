/** Signalfds: signals of whoever reads, as messages (signalfd(2), fs/signalfd.c). */
import type { Wait } from "../awaits";
import { onlyOthers } from "../ender";
import type { EventBase } from "../eventBase";
import type { DescriptionId, ObjectId } from "../identities";
import type { NewObjectBase, ObjectBase } from "../kernelObject";
import type { ReadyFor } from "../readiness";
import { callText, firstOf, nameOf, said } from "../words";
import type { Kind } from "./kind";

export interface Signalfd extends ObjectBase {
    readonly kind: "signalfd";
    /** Those that a read takes from the reader's pending ones; null: unknown. */
    readonly signals: readonly string[] | null;
}

/** Absent: unknown. */
export interface SignalfdFacts {
    readonly signals?: readonly string[];
}

interface SetsSignals extends EventBase {
    readonly fd: number;
    readonly object: ObjectId;
    readonly description: DescriptionId;
    /** Of the signals, those that the caller does not block: they are delivered, and no read gets them. */
    readonly notBlocked: readonly string[];
}

export interface SignalfdCreated extends SetsSignals {
    readonly kind: "signalfdCreated";
    readonly newObject: NewObjectBase & SignalfdFacts & { readonly kind: "signalfd" };
    readonly closeOnExec: boolean;
    readonly statusFlags: readonly string[];
}

/** signalfd(2) with a descriptor. */
export interface SignalfdChanged extends SetsSignals {
    readonly kind: "signalfdChanged";
    /** Null: not captured. */
    readonly signals: readonly string[] | null;
}

export type SignalfdEvent = SignalfdCreated | SignalfdChanged;

/** Many more than anybody names one by one. */
const fewSignals = 40;

function signalsText(signals: readonly string[] | null | undefined, last: "and" | "or"): string {
    if (signals === null || signals === undefined) return "signals that are not known";
    if (signals.length === 0) return "no signal";
    return signals.length > fewSignals ? "any signal" : firstOf(signals, last);
}

/** What is not blocked is delivered, as to anybody (signalfd(2)). */
function blockedText({ notBlocked, process }: SetsSignals): string {
    if (notBlocked.length === 0) return "They are blocked, so that they stay pending until a read takes them.";
    return `${process} does not block ${signalsText(notBlocked, "and")}: what comes is delivered, and no read gets it.`;
}

function awaited({ signals }: Signalfd, wait: Wait): string | null {
    if (wait.awaits.what !== "input") return null;
    return `waiting until ${signalsText(signals, "or")} is pending for the reader`;
}

function whyReady({ signals }: Signalfd, what: ReadyFor): string | null {
    return what === "IN" && signals !== null ? `${signalsText(signals, "or")} is pending` : null;
}

export const signalfd: Kind<Signalfd, SignalfdFacts, SignalfdEvent> = {
    word: "signalfd",
    traits: { named: false, position: "none", identity: "maker", connects: false, buffers: false },
    begins: (base, { signals = null }) => ({ ...base, kind: "signalfd", signals }),
    events: {
        signalfdCreated: {
            opens: ({ fd, closeOnExec, description, statusFlags }) => [{ fd, closeOnExec, description, statusFlags, access: "read-write" }],
            says: (event) =>
                said(
                    `${nameOf(event)} made ${event.object}: descriptor ${event.fd}, for ${signalsText(event.newObject.signals, "and")}.`,
                    blockedText(event),
                ),
        },
        signalfdChanged: {
            becomes(signalfd, { signals }) {
                signalfd.signals = signals;
            },
            says: (event, _signalfd, look) =>
                said(
                    `${callText(event, event.fd)} made ${look.name(event.object)} accept ${signalsText(event.signals, "and")}.`,
                    blockedText(event),
                ),
        },
    },
    awaited,
    whyReady,
    enders: ({ signals }) => onlyOthers(`whoever sends ${signalsText(signals, "or")}`),
    json: ({ signals }) => ({ signals }),
    remark: ({ signals }) => `for ${signalsText(signals, "and")}`,
};
