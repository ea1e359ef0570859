import type { ObjectId, ProcessId } from "../../model/identities";
import type { SocketConnected } from "../../model/kinds/socket/events";
import type { CallBlocked } from "../../model/owners/call";
import type { State } from "../../model/state";
import { holdingsByObject, type Holding } from "../../model/waitGraph/holdings";
import { whatIsAwaited } from "../../model/whoCouldEnd";
import { callText, inPlace, list } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";
import { descriptorText } from "../waits/waitText";

/** A connection to a listening socket that only processes have to which fork gave it, and who do not accept. */
interface Unserved {
    readonly connected: SocketConnected;
    readonly listener: ObjectId;
    readonly holdings: readonly Holding[];
    /** The first wait for what nobody will send. */
    wait?: CallBlocked;
}

/** A listening socket lives as long as anybody has it, and takes connections into its queue (listen(2), fork(2)). */
export const unservedConnection: Rule = {
    id: "IPC066",
    title: "A client waits at a listening socket that is inherited and never served",
    severity: "error",
    about: "sockets",
    watch() {
        const listening = new Set<ObjectId>();
        /** Who has accepted from which of them, or waited there. */
        const served = new Set<string>();
        /** By the client's socket. */
        const unserved = new Map<ObjectId, Unserved>();
        return {
            ...hears(["socketListening", "socketConnected", "connectionAccepted", "callBlocked"], (event, before) => {
                if (event.kind === "socketListening") listening.add(event.object);
                if (listening.size === 0) return;
                if (event.kind === "connectionAccepted" && event.listener !== null) served.add(serving(event.process, event.listener));
                if (event.kind === "socketConnected" && event.listener !== null) {
                    const holdings = inherited(before, event.listener);
                    if (holdings !== null) unserved.set(event.object, { connected: event, listener: event.listener, holdings });
                }
                if (event.kind !== "callBlocked") return;
                for (const object of mayBeNewConnection(event) ? whatIsAwaited(before, event) : []) {
                    if (listening.has(object)) served.add(serving(event.process, object));
                }
                const mine = event.object === null ? undefined : unserved.get(event.object);
                if (mine !== undefined && event.process === mine.connected.process) mine.wait ??= event;
            }),
            findings: () =>
                [...unserved.values()].flatMap(({ wait, ...each }) => {
                    const isServed = each.holdings.some(({ process }) => served.has(serving(process.id, each.listener)));
                    return wait === undefined || isServed ? [] : [findingOf(each, wait)];
                }),
        };
    },
};

function mayBeNewConnection({ awaits: { what } }: CallBlocked): boolean {
    return what === "newConnection" || what === "readiness";
}

function serving(process: ProcessId, listener: ObjectId): string {
    return `${process} ${listener}`;
}

/** Null: nobody has it, or somebody not by fork. */
function inherited(state: State, listener: ObjectId): readonly Holding[] | null {
    const holdings = (holdingsByObject(state).get(listener) ?? []).filter(({ end }) => end === "read");
    return holdings.length > 0 && holdings.every(({ fork }) => fork !== null) ? holdings : null;
}

function findingOf({ connected, listener, holdings }: Omit<Unserved, "wait">, wait: CallBlocked): NewFinding {
    const { process, object, remote, source } = connected;
    const who = holdings.map(({ process: { id }, fd, fork }) => `${id}’s ${descriptorText({ process: id, fd, got: fork })}`);
    return {
        certainty: "likely",
        message:
            `${process} connected to ${remote ?? listener}${inPlace(source)} and waited in ${callText(wait, wait.fd)}${inPlace(wait.source)} in vain: ` +
            `whoever made ${listener} has closed it, but ${list(who)}, ${holdings.length === 1 ? "keeps" : "keep"} it open, and nobody accepts there. ` +
            `close belongs into the child, after the fork, or the socket is to have close-on-exec.`,
        process,
        object,
        at: wait.seq,
        locations: places(
            ...holdings.map(({ process: { id }, fork }) => ["cause", id, fork?.source] as const),
            ["symptom", process, wait.source],
            ["related", process, source],
        ),
    };
}
