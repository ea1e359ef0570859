/** What is behind a descriptor, from what a log shows in angle brackets (-y, -yy), or else from the call that made it. */
import { textOf } from "../strace-parser/textBytes";
import { laidOut } from "./structures";

/** As the capture operation `object` stores it (docs/trace-format.md). */
export interface Facts {
    readonly link: string;
    readonly mode: number; // st_mode
    readonly inode: bigint;
    readonly rdev: bigint;
}

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

export class Objects {
    /** Above all that the kernel gives to pipes and sockets. */
    private nextInode = 1n << 40n;
    private readonly byPath = new Map<string, bigint>();
    private readonly types = new Map<string, number>();

    /** The log has told of a path what it names: `st_mode`. */
    learn(path: string, type: number): void {
        this.types.set(path, type);
    }

    /** `about`: still escaped; `deleted`: it has no name any more. */
    described(about: string, deleted: boolean): Facts {
        const text = textOf(about);
        if (text.startsWith("/")) return this.named(text.replace(/ \(deleted\)$/, ""), deleted || text.endsWith(" (deleted)"), null);
        if (text.startsWith("pipe:[")) return { link: text, mode: mode.fifo, inode: digitsIn(text) ?? this.fresh(), rdev: 0n };
        if (sockets.test(text)) return this.socket(text);
        const [, link] = anonymous.find(([start]) => text.startsWith(start)) ?? [text, text];
        return this.withoutPath(link);
    }

    pipe(): Facts {
        const inode = this.fresh();
        return { link: `pipe:[${inode}]`, mode: mode.fifo, inode, rdev: 0n };
    }

    /** What an eventfd or the like is; they share one inode (fs/anon_inodes.c). */
    withoutPath(link: string): Facts {
        return { link, mode: mode.anonymous, inode: this.fresh(), rdev: 0n };
    }

    newSocket(): Facts {
        const inode = this.fresh();
        return { link: `socket:[${inode}]`, mode: mode.socket, inode, rdev: 0n };
    }

    memfd(name: string): Facts {
        return { link: `/memfd:${name} (deleted)`, mode: mode.file, inode: this.fresh(), rdev: 0n };
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
            return { link, mode: isBlock ? mode.block : mode.character, inode, rdev: deviceNumber(Number(device[3]), Number(device[4])) };
        }
        if (numbers !== undefined) return { link, mode: mode.character, inode, rdev: deviceNumber(...numbers) };
        if (path.startsWith("/memfd:")) return { link: `${path} (deleted)`, mode: mode.file, inode, rdev: 0n };
        return { link, mode: this.types.get(path) ?? (type === null ? mode.file : mode.directory), inode, rdev: 0n };
    }

    /** Of a socket with names, the log has no number. */
    private socket(text: string): Facts {
        const number = /^[^[]*\[(\d+)(?:->|,|\]|$)/.exec(text);
        const inode = number === null ? this.inodeOf(text) : BigInt(number[1] ?? 0);
        return { link: `socket:[${inode}]`, mode: mode.socket, inode, rdev: 0n };
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

const headLength = 40;

/** Device 0: no file system is known. The size is not known either. */
export function factsBytes({ link, mode, inode, rdev }: Facts, flags: number): Uint8Array {
    const text = Buffer.from(link);
    const bytes = laidOut(headLength + text.length, [
        [8, 0],
        [8, inode],
        [8, rdev],
        [8, unknownSize],
        [4, mode],
        [4, flags],
    ]);
    bytes.set(text, headLength);
    return bytes;
}

export const unknownSize = -1n;
