/** How rows and cards name kernel objects. */
import { isKind, kindWord } from "../../tracer/model/sentences/words";
import type { AccessMode, KernelObject, ObjectId } from "../../tracer/model/state";
import { visibleText } from "./visibleText";

export function baseName(path: string): string {
    const slash = path.lastIndexOf("/");
    return visibleText(slash >= 0 && slash < path.length - 1 ? path.slice(slash + 1) : path);
}

/** How a row or a sentence names an object: short, but not to be confused with another. */
function objectName(object: KernelObject): string {
    switch (object.kind) {
        case "pipe":
            return object.id;
        case "fifo":
            return `FIFO ${object.name === null ? object.id : baseName(object.name)}`;
        case "file":
            return `file ${object.name === null ? object.id : baseName(object.name)}`;
        case "directory":
            return `directory ${object.name === null ? object.id : baseName(object.name)}`;
        case "tty":
        case "null":
            return kindWord(object.kind);
        default:
            return object.name === null ? object.id : `${kindWord(object.kind)} ${baseName(object.name)}`;
    }
}

function endOfPipe(access: AccessMode): string {
    switch (access) {
        case "read":
            return "read end";
        case "write":
            return "write end";
        case "read-write":
            return "both ends";
    }
}

/** What a descriptor leads to. An object that is gone is known by its identity only. */
export function targetLabel(object: KernelObject | undefined, id: ObjectId, access: AccessMode): string {
    if (object === undefined) return id.startsWith("pipe") || id.startsWith("fifo") ? `${id}, ${endOfPipe(access)}` : wordOfId(id);
    if (object.kind === "pipe" || object.kind === "fifo") return `${objectName(object)}, ${endOfPipe(access)}`;
    return objectName(object);
}

function wordOfId(id: ObjectId): string {
    const kind = /^[A-Za-z]+/.exec(id)?.[0] ?? "other";
    return isKind(kind) ? kindWord(kind) : id;
}
