import type { Holder } from "../../model/look";
import { lookAt } from "../../model/lookAt";
import type { Wait } from "../../model/awaits";
import type { Process } from "../../model/owners/process";
import type { Socket } from "../../model/kinds/socket/state";
import type { State } from "../../model/state";
import { count, inPlace, list } from "../../model/words";
import { places } from "../finding";
import type { NewFinding, Rule } from "../rule";
import { whereText } from "../waits/waitText";

/** A connection whose other end only the server has, which has left it to another process and waits for new ones. */
interface Kept {
    readonly client: Process;
    readonly wait: Wait;
    readonly connection: Socket;
    readonly served: readonly string[];
    readonly end: Holder;
}

/** The parent of a forking server has a copy of each connection, and the client's end of file waits for that, too (accept(2), fork(2)). */
export const acceptedAndKept: Rule = {
    id: "IPC065",
    title: "A server that forks keeps the connection that its child has served",
    severity: "error",
    about: "sockets",
    watch: () => ({ findings: ({ state, unfinished }) => (unfinished ? eachLineOnce(keptConnections(state)).map(findingOf) : []) }),
};

function keptConnections(state: State): readonly Kept[] {
    return [...state.processes.values()].flatMap((client) =>
        [...client.threads.values()].flatMap(({ call: wait }) => {
            const kept = wait === null || wait.timed === true ? null : keptConnection(state, client, wait);
            return kept === null ? [] : [kept];
        }),
    );
}

function keptConnection(state: State, client: Process, wait: Wait): Kept | null {
    if (wait.awaits.what !== "input") return null;
    const own = state.objects.get(wait.object ?? "");
    const connection = own?.kind === "socket" && own.peer !== null ? state.objects.get(own.peer) : undefined;
    if (connection?.kind !== "socket" || connection.inherited || lookAt(state).isInFlight(connection.id, "write")) return null;
    const [end, ...others] = lookAt(state).holders(connection.id, "write");
    if (end === undefined || others.length > 0 || end.got === null || !isAccept(end.got.by)) return null;
    const server = state.processes.get(end.process);
    if (server === undefined || server === client || connection.moved.has(server.id) || !waitsForConnections(state, server)) return null;
    const served = [...connection.moved.keys()].filter((each) => each !== client.id);
    return served.length === 0 ? null : { client, wait, connection, served, end };
}

function isAccept(call: string): boolean {
    return call === "accept" || call === "accept4";
}

/** With all its threads. */
function waitsForConnections(state: State, { threads }: Process): boolean {
    return [...threads.values()].every(({ call }) => {
        const object = state.objects.get(call?.object ?? "");
        return call !== null && object?.kind === "socket" && object.stage === "listening";
    });
}

function eachLineOnce(all: readonly Kept[]): readonly (readonly [Kept, ...Kept[]])[] {
    const groups = new Map<string, [Kept, ...Kept[]]>();
    for (const kept of all) {
        const { process, got } = kept.end;
        const line = `${process} ${got?.source?.file} ${got?.source?.line}`;
        const known = groups.get(line);
        if (known === undefined) groups.set(line, [kept]);
        else known.push(kept);
    }
    return [...groups.values()];
}

function findingOf([{ client, wait, connection, served, end }, ...others]: readonly [Kept, ...Kept[]]): NewFinding {
    const more = others.length === 0 ? "" : ` So ${others.length === 1 ? "does" : "do"} ${count(others.length, "other")}.`;
    return {
        certainty: "likely",
        message:
            `${end.process}'s descriptor ${end.fd}, got by ${end.got?.by}${inPlace(end.got?.source ?? null)}, keeps the connection ${connection.id} open, ` +
            `which ${list(served)} has served and closed: ${whereText({ process: client, wait })} and never comes to the end of file.${more} ` +
            `close(${end.fd}) belongs into ${end.process}, after the fork.`,
        process: client.id,
        object: connection.id,
        fd: end.fd,
        locations: places(["cause", end.process, end.got?.source], ["symptom", client.id, wait.source]),
    };
}
