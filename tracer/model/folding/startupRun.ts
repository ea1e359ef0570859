/** The loader's work, that of locales, and that of a runtime: files that are opened, read and closed, and what serves the runtime alone. */
import type { Event } from "../event";
import type { BytesRead } from "../owners/transfer";
import type { State } from "../state";
import { meansAbsence, sameSource, type Run, type RunEnd } from "./run";
import { runtimeOf, type RuntimeWork } from "./runtimeWork";
import type { Runtime } from "./runtimes";
import { startupKind, type StartupKind } from "./startupFiles";
import { StartupTally, type Outcome } from "./startupTally";

interface OpenFile {
    readonly kind: StartupKind;
    readonly path: string;
}

/** The loader reads the head of a library at once, and maps the rest; whoever reads more of it does something else. */
const longestHead = 1024;

export class StartupRun implements Run {
    private readonly open = new Map<number, OpenFile>();
    /** A call that opens such a file has not returned. */
    private opening = false;
    private events = 0;
    /** Up to the last event after which all files were closed. */
    private whole = 0;
    private readonly tally = new StartupTally();
    private unfinished: Outcome[] = [];
    /** Events of the runtime since it was whole. */
    private served = 0;
    /** Then what follows about them is told with their opening. */
    private opensOwnFiles = false;
    /** Events that the runtime alone explains. */
    private ofRuntime = 0;
    private readonly runtime: Runtime | null;

    private constructor(
        private readonly first: Event,
        state: State,
        private readonly work: RuntimeWork,
    ) {
        this.runtime = runtimeOf(state.processes.get(first.process));
    }

    static begin(event: Event, state: State, work: RuntimeWork): StartupRun | null {
        const run = new StartupRun(event, state, work);
        return run.accepts(event, state) ? run : null;
    }

    accepts(event: Event, state: State): boolean {
        const isOfRuntime = this.work.runtimeBehind(event, state) !== null;
        if (!isOfRuntime && !sameSource(event, this.first)) return false;
        if (!this.goesOn(event, state)) {
            if (!isOfRuntime) return false;
            if (!this.opensOwnFiles || !this.work.isAboutOwnFile(event)) this.served += 1;
        }
        if (isOfRuntime) this.ofRuntime += 1;
        this.events += 1;
        if (this.open.size === 0 && !this.opening) {
            for (const outcome of this.unfinished) this.tally.count(outcome);
            this.unfinished = [];
            if (this.runtime !== null) this.tally.serve(this.runtime.name, this.served);
            this.served = 0;
            this.whole = this.events;
        }
        return true;
    }

    end(): RunEnd {
        const isOfRuntime = this.ofRuntime === this.events;
        return { events: this.whole, text: this.tally.text(this.first.process), fewest: isOfRuntime ? 1 : 2 };
    }

    private goesOn(event: Event, state: State): boolean {
        switch (event.kind) {
            case "callBlocked":
                if (event.awaits.what !== "opening") return this.has(event.fd);
                this.opening = event.awaits.path !== null && startupKind(event.awaits.path, this.runtime) !== null;
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
        const kind = meansAbsence(error) ? startupKind(path, this.runtime) : null;
        if (kind === null) return false;
        this.opening = false;
        if (kind === "runtime") this.ofRuntime += 1;
        this.unfinished.push({ kind, path, found: false });
        return true;
    }

    private opens(fd: number, path: string | null, onlyReads: boolean): boolean {
        const kind = path === null || !onlyReads ? null : startupKind(path, this.runtime);
        if (path === null || kind === null) return false;
        this.opening = false;
        // Threads take turns with a runtime's files: one opens, another reads, a third closes (RuntimeWork).
        if (kind === "runtime") {
            this.opensOwnFiles = true;
            this.unfinished.push({ kind, path, found: true });
        } else {
            this.open.set(fd, { kind, path });
        }
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
