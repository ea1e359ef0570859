/** Netlink, raw and packet sockets: names, protocols, and whether they are connected, by /proc/net. */
import type { Socket } from "../../model/kinds/socket/state";
import type { Judged } from "../judge";
import { readProcNet } from "./procNet";

export function compareProcNet(socket: Socket, { snapshot, place }: Judged<Socket>): void {
    const { inode, family, protocol, local, stage } = socket;
    const kernel = inode === null ? undefined : readProcNet(snapshot).get(inode);
    // Of another kind, or of another network namespace than the engine's.
    if (kernel === undefined) return;
    place.compare("family by /proc/net", family, kernel.family);
    place.compare("its name by /proc/net", local, kernel.local);
    // A bind of a packet socket may give it another protocol (packet(7)).
    const isProtocolKept = family !== "AF_PACKET" || stage === "created";
    if (kernel.protocol !== null) place.compare("protocol by /proc/net", isProtocolKept ? protocol : null, kernel.protocol);
    if (kernel.connected !== null) {
        place.compare("it is connected by /proc/net", stage === null ? null : stage === "connected", kernel.connected);
    }
}
