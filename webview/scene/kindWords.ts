/** The everyday words for kinds of kernel objects. */
import type { AccessMode, KernelObject, KernelObjectKind, ObjectId } from "../../tracer/model/state";

const wordOfKind: Record<KernelObjectKind, string> = {
    pipe: "pipe",
    fifo: "FIFO",
    file: "file",
    directory: "directory",
    tty: "terminal",
    null: "null device",
    device: "device",
    socket: "socket",
    eventfd: "event counter",
    epoll: "epoll set",
    signalfd: "signal descriptor",
    timerfd: "timer",
    inotify: "inotify watch",
    memfd: "memory file",
    pidfd: "process handle",
    messageQueue: "message queue",
    other: "other object",
};

export function kindWord(kind: KernelObjectKind): string {
    return wordOfKind[kind];
}

export function baseName(path: string): string {
    const slash = path.lastIndexOf("/");
    return slash >= 0 && slash < path.length - 1 ? path.slice(slash + 1) : path;
}

/** How a row or a sentence names an object: short, but not to be confused with another. */
export function objectName(object: KernelObject): string {
    switch (object.kind) {
        case "pipe": return object.id;
        case "fifo": return `FIFO ${object.name === null ? object.id : baseName(object.name)}`;
        case "file": return `file ${object.name === null ? object.id : baseName(object.name)}`;
        case "directory": return `directory ${object.name === null ? object.id : baseName(object.name)}`;
        case "tty":
        case "null": return kindWord(object.kind);
        default: return object.name === null ? object.id : `${kindWord(object.kind)} ${baseName(object.name)}`;
    }
}

export function endOfPipe(access: AccessMode): string {
    switch (access) {
        case "read": return "read end";
        case "write": return "write end";
        case "read-write": return "both ends";
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
    return kind in wordOfKind ? wordOfKind[kind as KernelObjectKind] : id;
}
