/** Files, and memory files (memfd_create(2)), which are files without a name in a file system. */
import type { Wait } from "../awaits";
import { byDescriptor, unknownEnders, type Enders } from "../ender";
import type { EventBase } from "../eventBase";
import type { ObjectId } from "../identities";
import type { ObjectBase } from "../kernelObject";
import type { Look } from "../look";
import { lockText, type Lock } from "../owners/lock";
import { count, said } from "../words";
import type { Happening, Kind, Reaction } from "./kind";
import { previewOf } from "./preview";
import type { BytesWritten, UnseenTransfer } from "../owners/transfer";

interface Sized extends ObjectBase {
    /** Bytes, as far as traced calls tell. */
    readonly size: number | null;
}

export interface File extends Sized {
    readonly kind: "file";
}

export interface Memfd extends Sized {
    readonly kind: "memfd";
}

export interface FileFacts {
    /** Bytes when first seen. */
    readonly size?: number;
}

/** truncate(2), fallocate(2), or an open with O_TRUNC. */
export interface FileTruncated extends EventBase {
    readonly kind: "fileTruncated";
    readonly object: ObjectId;
    readonly size: number;
}

const fileTruncated: Happening<File | Memfd, FileTruncated> = {
    becomes(file, event) {
        file.size = event.size;
    },
    says: (event, _file, look) => said(`${look.name(event.object)} is now ${count(event.size, "byte")} long.`),
};

/** Writing nothing, wherever, makes no file longer. */
const bytesWritten: Reaction<File | Memfd, BytesWritten> = {
    becomes(file, event) {
        if (event.length === 0 || file.size === null) return;
        const end = event.at === undefined ? event.offset : event.at + event.length;
        if (end !== null && end > file.size) file.size = end;
    },
};

/** One that keeps from opening or truncating the file until its holder gives it up or weakens it; a read lease does not keep readers off. */
function leaseInTheWay({ locks }: File | Memfd, { awaits }: Wait): Lock | undefined {
    if (awaits.what !== "opening" && awaits.what !== "truncation") return undefined;
    const isReader = awaits.what === "opening" && awaits.end === "read";
    return locks.find(({ family, mode }) => family === "lease" && (mode === "write" || !isReader));
}

function enders(file: File | Memfd, wait: Wait, look: Look): Enders {
    const lease = leaseInTheWay(file, wait);
    return lease === undefined ? unknownEnders : { known: look.referrers(lease.owner).map(byDescriptor), others: null };
}

function awaited(file: File | Memfd, wait: Wait, look: Look): string | null {
    const { id } = file;
    switch (wait.awaits.what) {
        case "opening":
        case "truncation": {
            const lease = leaseInTheWay(file, wait);
            const doing = wait.awaits.what === "opening" ? "opening" : "truncating";
            return lease === undefined
                ? null
                : `${doing} ${look.name(id)}: ${lease.process} has ${lockText(lease)} on it, and is to give it up`;
        }
        case "input":
            return `reading ${look.name(id)}`;
        case "room":
            return `writing to ${look.name(id)}`;
        default:
            return null;
    }
}

const unseenTransfer: Reaction<File | Memfd, UnseenTransfer> = {
    becomes(file, event) {
        if (event.direction === "into") file.size = null;
    },
};

function json(file: Sized): Readonly<Record<string, unknown>> {
    const { size, mapped, removed, contents } = file;
    return {
        ...(size !== null && { size }),
        ...(mapped > 0 && { path: file.name, attached: mapped, removed }),
        ...(contents !== null && { preview: previewOf(file) }),
    };
}

function remark({ size }: Sized): string {
    return size === null ? "" : `${size} bytes`;
}

const alike = {
    traits: { named: true, position: "moves", identity: "inode", connects: false, buffers: false },
    events: { fileTruncated },
    reactions: { bytesWritten, unseenTransfer },
    awaited,
    enders,
    json,
    remark,
} as const;

export const file: Kind<File, FileFacts, FileTruncated> = {
    ...alike,
    word: "file",
    begins: (base, facts) => ({ ...base, kind: "file", size: facts.size ?? null }),
};

export const memfd: Kind<Memfd, FileFacts, FileTruncated> = {
    ...alike,
    word: "memory file",
    begins: (base, facts) => ({ ...base, kind: "memfd", size: facts.size ?? null }),
};
