/** Which object a call has given a descriptor, with the flags of its open file description. */
import { textOf } from "../strace-parser/textBytes";
import { field, type Value } from "../strace-parser/value";
import type { LoggedCall } from "./loggedCall";
import { constant } from "./constants";
import { type Objects, type Facts } from "./objects";
import { namesInAbout } from "./socketNames";
import { numberOf } from "./words";

export interface MadeObject {
    readonly facts: Facts;
    /** As in fdinfo: status flags, access mode and close-on-exec. */
    readonly flags: number;
}

const [writeOnly, readWrite, closeOnExec, nonBlocking, directoryFlag, directFlag] = [1, 2, 0o2000000, 0o4000, 0o200000, 0o40000];

/** Links of what these calls make (fs/anon_inodes.c). */
const links: ReadonlyMap<string, string> = new Map([
    ["eventfd", "anon_inode:[eventfd]"],
    ["eventfd2", "anon_inode:[eventfd]"],
    ["epoll_create", "anon_inode:[eventpoll]"],
    ["epoll_create1", "anon_inode:[eventpoll]"],
    ["signalfd", "anon_inode:[signalfd]"],
    ["signalfd4", "anon_inode:[signalfd]"],
    ["timerfd_create", "anon_inode:[timerfd]"],
    ["inotify_init", "anon_inode:inotify"],
    ["inotify_init1", "anon_inode:inotify"],
    ["pidfd_open", "anon_inode:[pidfd]"],
    ["clone", "anon_inode:[pidfd]"],
    ["clone3", "anon_inode:[pidfd]"],
]);

export class MadeObjects {
    /** Of a pipe without a number in the log: both its ends. */
    private lastPipe: { readonly call: LoggedCall; readonly facts: Facts } | null = null;

    constructor(private readonly objects: Objects) {}

    /** `place`: the operand of the capture operation. `value`: what the log shows of it. Undefined: nobody knows. */
    of(call: LoggedCall, place: string, value: Value | undefined): MadeObject | undefined {
        const flags = flagsOf(call, place);
        const about = place === "result" ? call.resultAbout : aboutOf(value);
        if (about !== null && call.row.meaning === "acceptConnection" && namesInAbout(about) !== undefined) {
            return { facts: this.objects.newSocket(), flags };
        }
        if (about !== null) return { facts: this.objects.described(about, false), flags };
        const facts = this.undescribed(call);
        return facts === undefined ? undefined : { facts, flags };
    }

    /** A descriptor in a message. */
    passed(call: LoggedCall, value: Value): MadeObject | undefined {
        const about = aboutOf(value);
        return about === null ? undefined : { facts: this.objects.described(about, false), flags: readWrite | receivedFlags(call) };
    }

    private undescribed(call: LoggedCall): Facts | undefined {
        const { name } = call.row;
        const link = links.get(name);
        if (link !== undefined) return this.objects.withoutPath(link);
        if (name === "memfd_create") return this.objects.memfd(pathIn(call, "name") ?? "");
        switch (call.row.meaning) {
            case "makePipe":
                if (this.lastPipe?.call !== call) this.lastPipe = { call, facts: this.objects.pipe() };
                return this.lastPipe.facts;
            case "makeSocket":
            case "makeSocketPair":
            case "acceptConnection":
                return this.objects.newSocket();
            case "open": {
                const path = pathIn(call, "path");
                if (path?.startsWith("/") !== true) return undefined;
                return this.objects.named(path, false, (openFlags(call) & directoryFlag) === 0 ? null : "directory");
            }
            default:
                return undefined;
        }
    }
}

function aboutOf(value: Value | undefined): string | null {
    return value?.is === "number" ? value.about : null;
}

function argument(call: LoggedCall, name: string): Value | undefined {
    return call.arguments[call.row.arguments.indexOf(name)];
}

function pathIn(call: LoggedCall, name: string): string | undefined {
    const value = argument(call, name);
    return value?.is === "text" ? textOf(value.raw) : undefined;
}

function openFlags(call: LoggedCall): number {
    const createToWrite = 0o1101;
    if (call.row.name === "creat") return createToWrite;
    return numberOf(argument(call, "flags")) ?? numberOf(field(argument(call, "how"), "flags")) ?? 0;
}

function receivedFlags(call: LoggedCall): number {
    const flags = numberOf(argument(call, "flags")) ?? 0;
    return (flags & (constant("MSG_CMSG_CLOEXEC") ?? 0)) === 0 ? 0 : closeOnExec;
}

/** Flags that only say how to open are none of the description (open(2)), and are not read either. */
function flagsOf(call: LoggedCall, place: string): number {
    const { name, meaning } = call.row;
    if (name === "pidfd_open" || name === "clone" || name === "clone3") return readWrite | closeOnExec;
    if (meaning === "open") return openFlags(call);
    const given = numberOf(argument(call, name.startsWith("socket") ? "type" : "flags")) ?? 0;
    const kept = given & (closeOnExec | nonBlocking | (meaning === "makePipe" ? directFlag : 0));
    if (meaning === "makePipe") return kept | (place.includes("+4") ? writeOnly : 0);
    return kept | readWrite;
}
