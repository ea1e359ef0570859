/** UDP sockets: state, names, and whether anything waits, by sock_diag(7). */
import type { Socket } from "../../model/kinds/socket/state";
import type { Judged } from "../judge";
import { readUdpSockets } from "./udpDiagnosis";

/** `isSettled`: what waits in it is known at that moment. */
export function compareUdp(socket: Socket, { snapshot, place }: Judged<Socket>, isSettled: boolean): void {
    const { family, type, inode, stage, local, remote, incoming } = socket;
    if ((family !== "AF_INET" && family !== "AF_INET6") || type !== "SOCK_DGRAM" || inode === null) return;
    const kernel = readUdpSockets(snapshot).get(inode);
    // It has no name yet, or belongs to another network namespace than the engine's.
    if (kernel === undefined) return;
    place.compare("its name by sock_diag", local, kernel.local);
    place.compare("it is connected by sock_diag", stage === null ? null : stage === "connected", kernel.remote !== null);
    if (stage === "connected" && kernel.remote !== null) place.compare("the name of its other end by sock_diag", remote, kernel.remote);
    const isCertain = isSettled && incoming[0]?.uncertain !== true;
    place.compare("datagrams wait in it", isCertain ? incoming.length > 0 : null, kernel.holds);
}
