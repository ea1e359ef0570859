/** Names in the file system: link(2), unlink(2), rename(2), chdir(2). */
import type { KernelObject } from "../model/kindTypes";
import { absolutePath, objectNamed } from "./paths";
import type { ReturnedCall } from "./returnedCall";
import type { Mechanism } from "./mechanism";

function link(call: ReturnedCall): void {
    const path = call.path("path", "directoryFd");
    const newPath = call.path("newPath", "newDirectoryFd");
    const object = objectNamed(call.interpretation.state, path);
    if (object === undefined || path === null || newPath === null) call.tellReturned();
    else call.tell({ kind: "fileLinked", object: object.id, path, newPath });
}

function unlink(call: ReturnedCall): void {
    const path = call.path("path", "directoryFd");
    const object = objectNamed(call.interpretation.state, path);
    if (object === undefined || path === null) call.tellReturned();
    else call.tell({ kind: "fileRemoved", object: object.id, path });
}

/** rename(2): what stood under the new name loses it. */
function rename(call: ReturnedCall): void {
    const exchangeFlag = 2;
    const path = call.path("path", "directoryFd");
    const newPath = call.path("newPath", "newDirectoryFd");
    const object = objectNamed(call.interpretation.state, path);
    const former = objectNamed(call.interpretation.state, newPath);
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

/** chdir(2), fchdir(2): relative paths begin there from now on. */
function changeDirectory(call: ReturnedCall): void {
    const path = call.string("path");
    const object = call.has("fd") ? call.known(call.int("fd"))?.object : undefined;
    call.process.directory = path !== undefined ? absolutePath(call.process.directory, path) : (object?.name ?? null);
}

export const names = { meanings: { link, unlink, rename, changeDirectory } } satisfies Mechanism;
