/** shutdown(2). */
import type { SocketShutdown } from "../../model/kinds/socket/events";
import type { Socket } from "../../model/kinds/socket/state";
import { isConnectionOriented } from "../../model/kinds/socket/state";
import type { ReturnedCall } from "../returnedCall";

const ways = ["SHUT_RD", "SHUT_WR", "SHUT_RDWR"] as const;

type Shutdown = Pick<SocketShutdown, "kind" | "object" | "how" | "peer" | "both">;

/** Undefined: no such way. */
export function shutdownFact({ id, peer, type, family }: Socket, how: number): Shutdown | undefined {
    const way = ways[how];
    if (way === undefined) return undefined;
    const isUnix = family === "AF_UNIX";
    return { kind: "socketShutdown", object: id, how: way, peer: isConnectionOriented({ type }) === true ? peer : null, both: isUnix };
}

export function shutDownSocket(call: ReturnedCall): void {
    const open = call.used(call.int("fd"));
    const fact = open?.object.kind === "socket" ? shutdownFact(open.object, call.int("how")) : undefined;
    if (fact === undefined) call.tellReturned();
    else call.tell(fact);
}
