/** The loader's work, and that of locales: files that are opened, read and closed one after the other. */
import type { Event } from "../event";
import type { BytesRead } from "../owners/transfer";
import type { State } from "../state";
import { meansAbsence, sameSource, type Run, type RunEnd } from "./run";
import { startupKind, type StartupKind } from "./startupFiles";
import { StartupTally, type Outcome } from "./startupTally";

interface OpenFile {
    readonly kind: StartupKind;
    readonly path: string;
}

/** The loader reads the head of a library at once, and maps the rest; whoever reads more of it does something else. */
const longestHead = 1024;

const beginnings: ReadonlySet<Event["kind"]> = new Set<Event["kind"]>(["callBlocked", "callReturned", "descriptorOpened"]);

export class StartupRun implements Run {
    private readonly open = new Map<number, OpenFile>();
    /** A call that opens such a file has not returned. */
    private opening = false;
    private events = 0;
    /** Up to the last event after which all files were closed. */
    private whole = 0;
    private readonly tally = new StartupTally();
    private unfinished: Outcome[] = [];

    private constructor(private readonly first: Event) {}

    static begin(event: Event, state: State): StartupRun | null {
        if (!beginnings.has(event.kind)) return null;
        const run = new StartupRun(event);
        return run.accepts(event, state) ? run : null;
    }

    accepts(event: Event, state: State): boolean {
        if (!sameSource(event, this.first) || !this.goesOn(event, state)) return false;
        this.events += 1;
        if (this.open.size === 0 && !this.opening) {
            for (const outcome of this.unfinished) this.tally.count(outcome);
            this.unfinished = [];
            this.whole = this.events;
        }
        return true;
    }

    end(): RunEnd {
        return { events: this.whole, text: this.tally.text(this.first.process) };
    }

    private goesOn(event: Event, state: State): boolean {
        switch (event.kind) {
            case "callBlocked":
                if (event.awaits.what !== "opening") return this.has(event.fd);
                this.opening = event.awaits.path !== null && startupKind(event.awaits.path) !== null;
                return this.opening;
            case "callResumed":
                return this.opening || this.has(event.fd);
            case "callReturned":
                return event.path === undefined ? this.has(event.fd) : this.misses(event.path, event.error ?? "");
            case "descriptorOpened":
                return this.opens(event.fd, state.objects.get(event.object)?.name ?? null, event.description.access === "read");
            case "bytesRead":
                return this.reads(event);
            case "offsetChanged":
            case "descriptorFlagsChanged":
            case "memoryMapped":
                return this.has(event.fd);
            case "descriptorClosed":
                return this.closes(event.fd);
            default:
                return false;
        }
    }

    private has(fd: number | null): boolean {
        return fd !== null && this.open.has(fd);
    }

    private misses(path: string, error: string): boolean {
        const kind = meansAbsence(error) ? startupKind(path) : null;
        if (kind === null) return false;
        this.opening = false;
        this.unfinished.push({ kind, path, found: false });
        return true;
    }

    private opens(fd: number, path: string | null, onlyReads: boolean): boolean {
        const kind = path === null || !onlyReads ? null : startupKind(path);
        if (path === null || kind === null) return false;
        this.opening = false;
        this.open.set(fd, { kind, path });
        return true;
    }

    private reads({ fd, call, length, endOfFile }: BytesRead): boolean {
        const file = this.open.get(fd);
        if (file === undefined) return false;
        return file.kind !== "library" || call !== "read" || (length <= longestHead && endOfFile !== true);
    }

    private closes(fd: number): boolean {
        const file = this.open.get(fd);
        if (file === undefined) return false;
        this.open.delete(fd);
        this.unfinished.push({ ...file, found: true });
        return true;
    }
}
