/** Files: their positions and sizes. */
import type { KernelObject } from "../model/kindTypes";
import type { File, Memfd } from "../model/kinds/file";
import { exactOffset } from "./exactOffset";
import type { Awaited, EnteredCall } from "./enteredCall";
import { absolutePath, objectNamed } from "./paths";
import type { ReturnedCall } from "./returnedCall";
import type { Transfers } from "./transfers";
import type { Mechanism } from "./mechanism";

const fileTransfers: Transfers<File | Memfd> = { end: ({ size }) => size };

function seek(call: ReturnedCall): void {
    const open = call.used(call.int("fd"));
    const offset = exactOffset(call.result);
    if (open === undefined || open.description.offset === offset) call.tellReturned();
    else call.tell({ kind: "offsetChanged", fd: open.fd, description: open.description.id, object: open.object.id, offset });
}

/** getdents64(2) moves the directory's position. */
function listDirectory(call: ReturnedCall): void {
    const open = call.used(call.int("fd"));
    const offset = call.position("position");
    if (open !== undefined && offset !== open.description.offset) {
        call.tell({ kind: "offsetChanged", fd: open.fd, description: open.description.id, object: open.object.id, offset });
    }
}

function truncate(call: ReturnedCall): void {
    const object = call.has("fd") ? call.used(call.int("fd"))?.object : truncatedByName(call);
    if (object === undefined) call.tellReturned();
    else call.tell({ kind: "fileTruncated", object: object.id, size: call.long("length") });
}

/** By what the kernel says of the name afterwards; where it has another length, that was another file. */
function truncatedByName(call: ReturnedCall): KernelObject | undefined {
    const { identities, state } = call.interpretation;
    const facts = call.facts("object");
    if (facts?.size === call.long("length")) return identities.known(state, facts);
    return objectNamed(state, call.path("path", "directoryFd"));
}

/** fallocate(2) may make a file longer, and with two of its modes it takes a part out of the file or pushes one in. */
function allocate(call: ReturnedCall): void {
    const object = call.used(call.int("fd"))?.object;
    const before = object === undefined || !("size" in object) ? null : object.size;
    const size = before === null ? null : allocatedSize(call, before);
    if (object === undefined || size === null || size === before) call.tellReturned();
    else call.tell({ kind: "fileTruncated", object: object.id, size });
}

function allocatedSize(call: ReturnedCall, before: number): number {
    const [keepSize, collapseRange, insertRange] = [0x1, 0x8, 0x20];
    const mode = call.int("mode");
    const length = call.long("length");
    if ((mode & collapseRange) !== 0) return before - length;
    if ((mode & insertRange) !== 0) return before + length;
    return (mode & keepSize) !== 0 ? before : Math.max(before, call.long("offset") + length);
}

/** truncate(2) waits where somebody has a lease on the file (fcntl(2)). */
function awaitsTruncation(call: EnteredCall): Awaited {
    const path = call.string("path") ?? null;
    const object = path === null ? undefined : objectNamed(call.interpretation.state, absolutePath(call.task.process.directory, path));
    return { fd: null, description: null, object: object?.id ?? null, awaits: { what: "truncation", path } };
}

export const file = {
    meanings: { seek, listDirectory, truncate, allocate },
    awaited: { truncation: awaitsTruncation },
    transfers: { file: fileTransfers, memfd: fileTransfers },
} satisfies Mechanism;
