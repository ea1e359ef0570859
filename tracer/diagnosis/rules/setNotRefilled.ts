import type { Polled } from "../../model/awaits";
import type { ObjectId, ProcessId } from "../../model/identities";
import type { CallBlocked } from "../../model/owners/call";
import { tableOf } from "../../model/owners/lookups";
import type { State } from "../../model/state";
import { count, inPlace, list } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** What one line has asked select for, and what the answer was. */
interface Asked {
    /** The most that it has ever waited for. */
    all: readonly Polled[];
    ready: readonly Polled[];
}

interface Shrunken {
    readonly call: CallBlocked;
    readonly missing: readonly Polled[];
}

/** select(2) writes its answer over the sets: handed over again, they hold only what was ready then. */
export const setNotRefilled: Rule = {
    id: "IPC063",
    title: "The sets of select are not filled again",
    severity: "error",
    about: "sockets",
    watch() {
        const asked = new Map<string, Asked>();
        const waiting = new Map<ProcessId, Shrunken>();
        const found = new Map<ProcessId, NewFinding>();
        function look(state: State): void {
            for (const [id, shrunken] of waiting) {
                const unread = shrunken.missing.flatMap((each) => unreadOf(state, each));
                if (!found.has(id) && unread.length > 0) found.set(id, findingOf(shrunken, unread));
            }
        }
        return {
            quiet: look,
            ...hears(["callResumed", "descriptorsReady", "callBlocked"], (event, before) => {
                if (event.call !== "pselect6" && event.call !== "select") return;
                const key = `${event.tid} ${event.source?.file ?? ""}:${event.source?.line ?? ""}`;
                if (event.kind === "callResumed") waiting.delete(event.process);
                if (event.kind === "descriptorsReady") {
                    const known = asked.get(key);
                    if (known !== undefined) known.ready = event.ready;
                }
                if (event.kind !== "callBlocked" || event.awaits.what !== "readiness" || event.awaits.of === null) return;
                const { of } = event.awaits;
                const known = asked.get(key);
                if (known === undefined || of.length > known.all.length) {
                    asked.set(key, { all: of, ready: [] });
                    return;
                }
                const missing = known.all.filter(({ fd }) => !hasFd(of, fd) && isOpen(before, event, fd));
                const isAnswer =
                    of.length > 0 && of.every(({ fd }) => hasFd(known.ready, fd)) && known.ready.every(({ fd }) => hasFd(of, fd));
                if (missing.length > 0 && isAnswer) waiting.set(event.process, { call: event, missing });
            }),
            findings({ state, unfinished }) {
                if (unfinished) look(state);
                return [...found.values()];
            },
        };
    },
};

function hasFd(among: readonly Polled[], fd: number): boolean {
    return among.some((each) => each.fd === fd);
}

function isOpen(before: State, { process, tid }: CallBlocked, fd: number): boolean {
    return tableOf(before, process, tid)?.descriptors.has(fd) === true;
}

/** Bytes lie in what is waited for no more. */
function unreadOf(
    { objects }: State,
    { fd, object: id }: Polled,
): readonly { readonly fd: number; readonly object: ObjectId; readonly bytes: number }[] {
    const object = id === null ? undefined : objects.get(id);
    const bytes = object !== undefined && "bytes" in object ? (object.bytes ?? 0) : 0;
    return object === undefined || bytes === 0 ? [] : [{ fd, object: object.id, bytes }];
}

function findingOf(
    { call: { process, source, seq, awaits } }: Shrunken,
    unread: readonly { readonly fd: number; readonly object: ObjectId; readonly bytes: number }[],
): NewFinding {
    const left = awaits.what === "readiness" ? (awaits.of ?? []).map(({ fd }) => fd) : [];
    const waits = unread.map(({ fd, object, bytes }) => `${count(bytes, "byte")} in ${object} (descriptor ${fd})`);
    return {
        certainty: "likely",
        message:
            `select${inPlace(source)} of ${process} waits only for ${list(left)}, which was its last answer, while ${list(waits)} ${unread.length === 1 && unread[0]?.bytes === 1 ? "waits" : "wait"} ` +
            "to be read. select writes its answer over the sets: they have to be filled before each call.",
        process,
        ...(unread[0] !== undefined && { object: unread[0].object, fd: unread[0].fd }),
        at: seq,
        locations: places(["cause", process, source]),
    };
}
