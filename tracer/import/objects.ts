/** What is behind a descriptor, from what a log shows in angle brackets (-y, -yy), or else from the call that made it. */
import { textOf } from "../strace-parser/textBytes";
import { laidOut } from "./structures";

/** As the capture operation `object` stores it (docs/trace-format.md). */
export class Facts {
    private stored: Uint8Array = nothing;
    private storedFlags = 0;

    /** `mode`: st_mode. */
    constructor(
        readonly link: string,
        readonly mode: number,
        readonly inode: bigint,
        readonly rdev: bigint,
    ) {}

    /** Device 0: no file system is known. The size is not known either. Whoever gets them changes nothing. */
    bytes(flags: number): Uint8Array {
        if (this.stored.length > 0 && this.storedFlags === flags) return this.stored;
        const text = Buffer.from(this.link);
        const bytes = laidOut(headLength + text.length, [
            [8, 0],
            [8, this.inode],
            [8, this.rdev],
            [8, unknownSize],
            [4, this.mode],
            [4, flags],
        ]);
        bytes.set(text, headLength);
        [this.stored, this.storedFlags] = [bytes, flags];
        return bytes;
    }
}

const nothing = new Uint8Array();
const headLength = 40;

export const unknownSize = -1n;

const mode = {
    fifo: 0o010600,
    character: 0o020620,
    block: 0o060660,
    file: 0o100644,
    directory: 0o040755,
    socket: 0o140777,
    anonymous: 0o600,
};

/** What strace calls an object of the kernel that has no path. */
const anonymous: readonly (readonly [start: string, link: string])[] = [
    ["anon_inode:[eventfd", "anon_inode:[eventfd]"],
    ["anon_inode:[eventpoll", "anon_inode:[eventpoll]"],
    ["anon_inode:[signalfd", "anon_inode:[signalfd]"],
    ["signalfd:", "anon_inode:[signalfd]"],
    ["anon_inode:[timerfd", "anon_inode:[timerfd]"],
    ["anon_inode:[pidfd", "anon_inode:[pidfd]"],
    ["pid:", "anon_inode:[pidfd]"],
    ["anon_inode:inotify", "anon_inode:inotify"],
];

const sockets = /^(?:socket|UNIX(?:-[A-Z]+)?|TCP(?:v6)?|UDP(?:v6)?|UDPLITE(?:v6)?|RAW(?:v6)?|NETLINK|PING(?:v6)?|SCTP(?:v6)?):\[/;

/** Devices that are the same everywhere (Documentation/admin-guide/devices.txt). */
const devices: ReadonlyMap<string, readonly [number, number]> = new Map([
    ["/dev/null", [1, 3]],
    ["/dev/zero", [1, 5]],
    ["/dev/full", [1, 7]],
    ["/dev/random", [1, 8]],
    ["/dev/urandom", [1, 9]],
    ["/dev/tty", [5, 0]],
    ["/dev/console", [5, 1]],
    ["/dev/ptmx", [5, 2]],
]);

const deletedMark = " (deleted)";
/** Of so many at most, the facts are kept. */
const mostLasting = 1 << 14;

export class Objects {
    /** Above all that the kernel gives to pipes and sockets. */
    private nextInode = 1n << 40n;
    private readonly byPath = new Map<string, bigint>();
    private readonly types = new Map<string, number>();
    /** Those that are the same whenever they are described so. */
    private readonly lasting = new Map<string, Facts>();

    /** The log has told of a path what it names: `st_mode`. */
    learn(path: string, type: number): void {
        if (this.types.get(path) === type) return;
        this.types.set(path, type);
        this.lasting.delete(path);
        this.lasting.delete(`${path}${deletedMark}`);
    }

    /** `about`: still escaped; `deleted`: it has no name any more. */
    described(about: string, deleted: boolean): Facts {
        const text = textOf(about);
        if (!deleted) {
            const known = this.lasting.get(text);
            if (known !== undefined) return known;
        }
        const lasts = text.startsWith("/") || sockets.test(text) || /^pipe:\[\d/.test(text);
        const facts = this.newlyDescribed(text, deleted);
        if (deleted || !lasts) return facts;
        if (this.lasting.size >= mostLasting) this.lasting.clear();
        this.lasting.set(text, facts);
        return facts;
    }

    private newlyDescribed(text: string, deleted: boolean): Facts {
        if (text.startsWith("/")) return this.named(text.replace(/ \(deleted\)$/, ""), deleted || text.endsWith(deletedMark), null);
        if (text.startsWith("pipe:[")) return new Facts(text, mode.fifo, digitsIn(text) ?? this.fresh(), 0n);
        if (sockets.test(text)) return this.socket(text);
        const [, link] = anonymous.find(([start]) => text.startsWith(start)) ?? [text, text];
        return this.withoutPath(link);
    }

    pipe(): Facts {
        const inode = this.fresh();
        return new Facts(`pipe:[${inode}]`, mode.fifo, inode, 0n);
    }

    /** What an eventfd or the like is; they share one inode (fs/anon_inodes.c). */
    withoutPath(link: string): Facts {
        return new Facts(link, mode.anonymous, this.fresh(), 0n);
    }

    newSocket(): Facts {
        const inode = this.fresh();
        return new Facts(`socket:[${inode}]`, mode.socket, inode, 0n);
    }

    memfd(name: string): Facts {
        return new Facts(`/memfd:${name} (deleted)`, mode.file, this.fresh(), 0n);
    }

    /** `type`: what the call that opened it says that it must be; null: it does not. */
    named(shown: string, deleted: boolean, type: "directory" | null): Facts {
        const device = /^(.*)<(char|block) (\d{1,9}):(\d{1,9})>$/.exec(shown);
        const path = device?.[1] ?? shown;
        const link = deleted ? `${path} (deleted)` : path;
        const inode = this.inodeOf(link);
        const terminal = /^\/dev\/pts\/(\d+)$/.exec(path);
        const numbers = terminal === null ? devices.get(path) : ([136, Number(terminal[1])] as const);
        if (device !== null) {
            const isBlock = device[2] === "block";
            return new Facts(link, isBlock ? mode.block : mode.character, inode, deviceNumber(Number(device[3]), Number(device[4])));
        }
        if (numbers !== undefined) return new Facts(link, mode.character, inode, deviceNumber(...numbers));
        if (path.startsWith("/memfd:")) return new Facts(`${path} (deleted)`, mode.file, inode, 0n);
        return new Facts(link, this.types.get(path) ?? (type === null ? mode.file : mode.directory), inode, 0n);
    }

    /** Of a socket with names, the log has no number. */
    private socket(text: string): Facts {
        const number = /^[^[]*\[(\d+)(?:->|,|\]|$)/.exec(text);
        const inode = number === null ? this.inodeOf(text) : BigInt(number[1] ?? 0);
        return new Facts(`socket:[${inode}]`, mode.socket, inode, 0n);
    }

    private inodeOf(key: string): bigint {
        const known = this.byPath.get(key);
        if (known !== undefined) return known;
        const inode = this.fresh();
        this.byPath.set(key, inode);
        return inode;
    }

    private fresh(): bigint {
        return this.nextInode++;
    }
}

function digitsIn(text: string): bigint | undefined {
    const digits = /\d+/.exec(text);
    return digits === null ? undefined : BigInt(digits[0]);
}

/** makedev(3). */
function deviceNumber(major: number, minor: number): bigint {
    return BigInt(minor & 0xff) | (BigInt(major) << 8n) | (BigInt(minor >> 8) << 20n);
}
