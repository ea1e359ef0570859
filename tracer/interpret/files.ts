/** Positions in files, and names in the file system. */
import { exactOffset } from "./exactOffset";
import { isPipe } from "../model/objects";
import type { KernelObject } from "../model/state";
import { absolutePath, objectNamed } from "./paths";
import type { ReturnedCall } from "./returnedCall";

export function seek(call: ReturnedCall): void {
    const open = call.used(call.int("fd"));
    const offset = exactOffset(call.result);
    if (open === undefined || open.description.offset === offset) call.tellReturned();
    else call.tell({ kind: "offsetChanged", fd: open.fd, description: open.description.id, object: open.object.id, offset });
}

/** getdents64(2) moves the directory's position. */
export function listDirectory(call: ReturnedCall): void {
    const open = call.used(call.int("fd"));
    const offset = call.position("position");
    if (open !== undefined && offset !== open.description.offset) {
        call.tell({ kind: "offsetChanged", fd: open.fd, description: open.description.id, object: open.object.id, offset });
    }
}

export function truncate(call: ReturnedCall): void {
    const object = call.has("fd") ? call.used(call.int("fd"))?.object : objectNamed(call.session.state, call.path("path", "directoryFd"));
    if (object === undefined) call.tellReturned();
    else call.tell({ kind: "fileTruncated", object: object.id, size: call.long("length") });
}

/** fallocate(2) may make a file longer, and with two of its modes it takes a part out of the file or pushes one in. */
export function allocate(call: ReturnedCall): void {
    const object = call.used(call.int("fd"))?.object;
    const before = object === undefined || isPipe(object) ? null : object.size;
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

export function unlink(call: ReturnedCall): void {
    const path = call.path("path", "directoryFd");
    const object = objectNamed(call.session.state, path);
    if (object === undefined || path === null) call.tellReturned();
    else call.tell({ kind: "fileRemoved", object: object.id, path });
}

/** rename(2): what stood under the new name loses it. */
export function rename(call: ReturnedCall): void {
    const exchangeFlag = 2;
    const path = call.path("path", "directoryFd");
    const newPath = call.path("newPath", "newDirectoryFd");
    const object = objectNamed(call.session.state, path);
    const former = objectNamed(call.session.state, newPath);
    if (path === null || newPath === null || (object === undefined && former === undefined) || object === former) {
        call.tellReturned();
        return;
    }
    const exchanged = call.has("flags") && (call.unsigned("flags") & exchangeFlag) !== 0;
    if (former !== undefined && !exchanged) call.tell({ kind: "fileRemoved", object: former.id, path: newPath });
    if (object !== undefined) tellRenamed(call, object, path, newPath);
    if (former !== undefined && exchanged) tellRenamed(call, former, newPath, path);
}

function tellRenamed(call: ReturnedCall, object: KernelObject, path: string, newPath: string): void {
    call.tell({ kind: "fileRenamed", object: object.id, path, newPath });
}

/** mknod(2); only FIFOs are of interest. */
export function makeNode(call: ReturnedCall): void {
    const typeMask = 0o170000;
    const fifoType = 0o010000;
    const path = call.path("path", "directoryFd");
    if (path === null || (call.unsigned("mode") & typeMask) !== fifoType) {
        call.tellReturned();
        return;
    }
    const newObject = call.session.identities.createNamed("fifo", path);
    call.tell({ kind: "fifoCreated", object: newObject.id, newObject });
}

/** chdir(2), fchdir(2): relative paths begin there from now on. */
export function changeDirectory(call: ReturnedCall): void {
    const path = call.string("path");
    const object = call.has("fd") ? call.known(call.int("fd"))?.object : undefined;
    call.process.directory =
        path !== undefined ? absolutePath(call.process.directory, path) : object === undefined || isPipe(object) ? null : object.name;
}
