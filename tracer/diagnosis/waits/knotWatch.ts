/** The watch of a rule about knots that are tied in one way. */
import type { Event } from "../../model/event";
import type { State } from "../../model/state";
import { hears, type NewFinding, type Watch } from "../rule";
import { knotsOf, type Knot } from "../../model/waitGraph/knots";
import { OwnMessages } from "./ownMessages";
import { takingKinds, Takings } from "./takings";
import { tieOf, type Past, type Tie } from "./tie";

export interface Tied<Is extends Tie["is"]> {
    readonly state: State;
    readonly knot: Knot;
    readonly tie: Extract<Tie, { is: Is }>;
}

/** A knot that was seen while the programs ran. */
interface Seen {
    /** seq */
    readonly at: number;
    readonly tids: ReadonlySet<number>;
    readonly finding: NewFinding;
    /** "open": it holds, as far as is known; "cut": a signal has ended it. */
    fate: "open" | "cut";
    /** The call of this member has returned, it is not known yet why. */
    returning: number | null;
}

/**
 * Whoever waits may go on in a moment: only what is left at the end of a recording that was ended from outside is looked at,
 * and what held while nothing happened at all, until a signal ended it. `untied`: what else is so there, if no such knot was found.
 */
export function knotWatch<Is extends Tie["is"]>(
    is: Is,
    tell: (tied: Tied<Is>) => NewFinding,
    untied: (state: State, past: Past) => readonly NewFinding[] = () => [],
): Watch {
    const seen = new Map<string, Seen>();
    const past: Past = { takings: new Takings(), ownMessages: new OwnMessages() };
    function look(state: State): void {
        for (const knot of knotsOf(state)) {
            const key = knot.members.map(({ wait }) => `${wait.tid} ${wait.since}`).join(", ");
            const tie = tieOf(state, knot, past);
            if (seen.has(key) || !isTied(tie, is)) continue;
            const tids = new Set(knot.members.map(({ wait }) => wait.tid));
            seen.set(key, { at: state.at, tids, finding: tell({ state, knot, tie }), fate: "open", returning: null });
        }
    }
    function followAll(event: Event): void {
        for (const [key, knot] of seen) {
            if (knot.fate === "open" && knot.tids.has(event.tid) && !follow(knot, event)) seen.delete(key);
        }
    }
    return {
        quiet: look,
        on: {
            ...hears(takingKinds, (event) => {
                past.takings.see(event);
                followAll(event);
            }).on,
            ...hears(["messageSent", "messageReceived"], (event, before) => {
                past.ownMessages.see(event, before);
                followAll(event);
            }).on,
        },
        others: followAll,
        isAwake: () => seen.size > 0,
        findings({ state, unfinished }) {
            if (unfinished) look(state);
            // Whoever is ended from outside leaves others without help: that is nobody's fault.
            const before = [...seen.values()].filter(({ at }) => at <= state.at);
            const found = before.filter(({ fate }) => fate === "cut" || unfinished).map(({ finding }) => finding);
            return found.length === 0 && unfinished ? untied(state, past) : eachOnce(found, is);
        },
    };
}

/** A wait that a signal has interrupted may begin anew, and be the same knot; several may wait in vain for one object. */
function eachOnce(findings: readonly NewFinding[], is: Tie["is"]): readonly NewFinding[] {
    const key = ({ message, object }: NewFinding): string => (is === "nobody" ? (object ?? message) : message);
    return findings.filter((finding, index) => findings.findIndex((other) => key(other) === key(finding)) === index);
}

/** False: a member went on by itself, so that it was no knot. */
function follow(knot: Seen, event: Event): boolean {
    if (event.kind === "processExited" || isSignal(event)) {
        knot.fate = "cut";
        return true;
    }
    if (knot.returning === event.tid) return false;
    if (event.kind === "callResumed") knot.returning = event.tid;
    return true;
}

function isSignal(event: Event): boolean {
    return (
        event.kind === "callInterrupted" || event.kind === "signalDelivered" || (event.kind === "callReturned" && event.error === "EINTR")
    );
}

function isTied<Is extends Tie["is"]>(tie: Tie, is: Is): tie is Extract<Tie, { is: Is }> {
    return tie.is === is;
}
