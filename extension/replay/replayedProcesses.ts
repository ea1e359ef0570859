/** The sessions of a replay's processes: opened where the cursor first comes to a moment at which they live. */
import { besidesLimit } from "./messages";
import type { ReplayClient, ReplayServer } from "./replayClient";
import type { ReplayCursor } from "./replayCursor";
import { ReplayedProcess, type Host } from "./replayedProcess";
import { livingProcesses, processTitle, type LivingProcess } from "./threads";

/** More are opened only for processes at whose events the cursor stands. */
const mostSessions = 40;

interface Ways {
    readonly client: ReplayClient;
    /** The client has ended one of the sessions. */
    readonly left: () => void;
    readonly note: (sentence: string) => void;
}

export class ReplayedProcesses implements Host {
    /** By process. */
    private readonly sessions = new Map<string, ReplayedProcess>();
    private server: ReplayServer | null = null;
    private opening = false;
    private limitTold = false;
    /** How often the cursor has moved. */
    private moves = 0;
    /** The sessions are leaving the moment before. */
    private leaving = false;
    private closed = false;
    /** Of which the client has opened none. */
    private readonly refused = new Set<string>();

    private constructor(
        readonly cursor: ReplayCursor,
        private readonly trace: string,
        private readonly ways: Ways,
    ) {}

    static async open(cursor: ReplayCursor, trace: string, ways: Ways): Promise<ReplayedProcesses> {
        const processes = new ReplayedProcesses(cursor, trace, ways);
        processes.server = await ways.client.serve(() => new ReplayedProcess(processes));
        return processes;
    }

    arrived(): void {
        void this.move(++this.moves);
        void this.openMissing();
    }

    /** A client turns to the process at whose event the cursor is when it knows that the others have left the moment before. */
    private async move(move: number): Promise<void> {
        const { here } = this;
        this.leaving = true;
        await Promise.all([...this.sessions.values()].map((session) => session.leave(session === here)));
        if (move !== this.moves) return; // On to the next place.
        this.leaving = false;
        for (const session of this.sessions.values()) session.arrive();
    }

    ready(session: ReplayedProcess): void {
        if (!this.leaving) session.arrive();
    }

    claim(pid: number, session: ReplayedProcess): string | null {
        const process = this.living().find((each) => each.pid === pid && !this.sessions.has(each.process))?.process ?? null;
        if (process !== null) this.sessions.set(process, session);
        return process;
    }

    left(): void {
        if (!this.closed) this.ways.left();
    }

    close(): void {
        this.closed = true;
        for (const session of this.sessions.values()) session.end();
        this.server?.close();
    }

    /** That of the process at whose event the cursor stands; undefined: it is not there yet. */
    private get here(): ReplayedProcess | undefined {
        return this.sessions.get(this.processHere());
    }

    private processHere(): string {
        return this.cursor.recording.trace.events.thread(this.cursor.seq).process;
    }

    private living(): readonly LivingProcess[] {
        return livingProcesses(this.cursor.recording, this.cursor.seq);
    }

    private async openMissing(): Promise<void> {
        if (this.opening) return;
        this.opening = true;
        for (let wanted = this.missing(); wanted !== null; wanted = this.missing()) {
            const { process, pid } = wanted;
            const name = processTitle(this.cursor.recording, process, this.cursor.seq);
            const __process = { socket: this.server?.socket ?? "", pid };
            const opened = await this.ways.client.openSession({ name, __process, trace: this.trace });
            if (!opened) this.refused.add(process);
        }
        this.opening = false;
    }

    /** The next that is to get one; null: nobody needs one. */
    private missing(): LivingProcess | null {
        if (this.closed) return null;
        const without = this.living().filter(({ process }) => !this.sessions.has(process) && !this.refused.has(process));
        const here = without.find(({ process }) => process === this.processHere());
        if (here !== undefined || without.length === 0) return here ?? null;
        if (this.sessions.size < mostSessions) return without[0] ?? null;
        if (!this.limitTold) this.ways.note(besidesLimit(mostSessions));
        this.limitTold = true;
        return null;
    }
}
