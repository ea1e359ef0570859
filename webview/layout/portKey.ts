/** The name of a descriptor's port: "p1:3". */
import type { NodeId } from "../card/card";

export function portKey(process: NodeId, fd: number): string {
    return `${process}:${fd}`;
}
