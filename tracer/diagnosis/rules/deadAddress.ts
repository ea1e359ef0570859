import { baseName } from "../../model/baseName";
import type { ObjectId, ProcessId } from "../../model/identities";
import type { SocketBound } from "../../model/kinds/socket/events";
import type { Holder } from "../../model/look";
import { descriptorsWhere } from "../../model/objectHolders";
import type { CallReturned } from "../../model/owners/call";
import type { State } from "../../model/state";
import { holdingsByObject } from "../../model/waitGraph/holdings";
import { whatIsAwaited } from "../../model/whoCouldEnd";
import { callText, inPlace, list } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";
import { descriptorText } from "../waits/waitText";

/** An address that cannot be bound since it is that of a socket that nobody serves any more (unix(7), fork(2)). */
export const deadAddress: Rule = {
    id: "IPC062",
    title: "The address is in use by a socket that nobody serves",
    severity: "error",
    about: "sockets",
    watch() {
        /** By address. */
        const bound = new Map<string, SocketBound>();
        const found = new Map<string, NewFinding>();
        const served = new Set<string>();
        return {
            ...hears(["socketBound", "connectionAccepted", "callBlocked", "callReturned"], (event, before) => {
                if (event.kind === "socketBound") {
                    const address = event.path ?? event.local ?? "";
                    bound.set(address, event);
                    // Whoever found it in use has seen to it.
                    found.delete(address);
                }
                if (event.kind === "connectionAccepted" && event.listener !== null) {
                    served.add(serving(event.process, event.listener));
                }
                if (event.kind === "callBlocked" && bound.size > 0) {
                    for (const object of whatIsAwaited(before, event)) served.add(serving(event.process, object));
                }
                if (event.kind === "callReturned" && event.result === 0 && renaming.test(event.call)) forget(bound, event.path ?? "");
                if (event.kind !== "callReturned" || event.call !== "bind" || event.address === undefined) return;
                const first = bound.get(event.address);
                if (first === undefined) return;
                const holders = descriptorsWhere(before, ({ object }) => object === first.object);
                if (holders.length === 0) {
                    if (first.path !== undefined && !isKept(before, first.object)) found.set(event.address, leftName(event, first));
                    return;
                }
                const isForgotten = (holdingsByObject(before).get(first.object) ?? []).every(
                    ({ process, fork }) => process.id !== first.process && fork !== null && !served.has(serving(process.id, first.object)),
                );
                if (isForgotten) found.set(event.address, forgotten(event, first, holders));
            }),
            findings: () => [...found.values()],
        };
    },
};

/** Whether the name is there still, and whose it is, is not known after that. */
const renaming = /^(unlink|unlinkat|rename|renameat|renameat2)$/;

/** `path`: as a program gave it, perhaps relative. */
function forget(bound: Map<string, SocketBound>, path: string): void {
    const name = baseName(path);
    for (const address of bound.keys()) if (baseName(address) === name) bound.delete(address);
}

function serving(process: ProcessId, object: ObjectId): string {
    return `${process} ${object}`;
}

/** By a message that nobody has received, or by what the recording does not tell. */
function isKept({ descriptions }: State, id: ObjectId): boolean {
    return [...descriptions.values()].some(({ object }) => object === id);
}

function leftName(event: CallReturned, first: SocketBound): NewFinding {
    return {
        ...base(event, first),
        message:
            `${failed(event)}: that is the name of ${first.object}, which ${first.process} bound${inPlace(first.source)} and which is closed. ` +
            "Nobody listens there; but the name stays in the file system until somebody removes it: unlink(2) belongs after the last close, or before bind.",
        locations: places(["cause", first.process, first.source], ["symptom", event.process, event.source]),
    };
}

function forgotten(event: CallReturned, first: SocketBound, holders: readonly Holder[]): NewFinding {
    const who = holders.map((holder) => `${holder.process} (${descriptorText(holder)})`);
    return {
        ...base(event, first),
        message:
            `${failed(event)}: that is the address of ${first.object}, which ${first.process} bound${inPlace(first.source)} and does not have any more. ` +
            `${list(who)} inherited it and has never accepted a connection. close belongs after the fork, or the socket is to have close-on-exec.`,
        locations: places(
            ...holders.map(({ process, got }) => ["cause", process, got?.source] as const),
            ["related", first.process, first.source],
            ["symptom", event.process, event.source],
        ),
    };
}

function failed(event: CallReturned): string {
    return `${callText(event, event.fd)}${inPlace(event.source)} of ${event.process} failed with EADDRINUSE at ${event.address ?? ""}`;
}

function base({ process, fd, seq }: CallReturned, { object }: SocketBound): Omit<NewFinding, "message" | "locations"> {
    return { certainty: "proven", process, object, ...(fd !== null && { fd }), at: seq };
}
