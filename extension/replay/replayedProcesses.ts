/** The sessions of a replay's processes: opened where the cursor first comes to a moment at which they live. */
import { besidesLimit } from "./messages";
import type { ReplayClient, ReplayServer } from "./replayClient";
import type { ReplayCursor } from "./replayCursor";
import { ReplayedProcess, type Host } from "./replayedProcess";
import { livingProcesses, processTitle, type LivingProcess } from "./threads";

/** More are opened only for processes at whose events the cursor stands. */
const mostSessions = 40;

/** The client turns to another session only when it knows that the one to which it had turned goes on. */
const behindLeaveMilliseconds = 250;
/** The client turns to the session whose stack it has got. */
const behindLookMilliseconds = 100;
/** For a client that does not look, or has no session to look at. */
const withoutLookMilliseconds = 3000;

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
    /** Of the moment at which the cursor is. */
    private othersTold = false;
    private timer: NodeJS.Timeout | undefined;
    /** The process at whose event the cursor stood last. */
    private stood: string | null = null;
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

    /**
     * First all leave the moment before; then the process whose event it is arrives, and the others when the client has looked at that one:
     * it stays with a session that stands still meanwhile.
     */
    arrived(): void {
        for (const session of this.sessions.values()) session.leave();
        this.othersTold = false;
        clearTimeout(this.timer);
        const turns = this.cursor.arrival?.asked === true || this.stood !== this.processHere();
        this.stood = this.processHere();
        if (turns) this.timer = setTimeout(() => this.arriveHere(), behindLeaveMilliseconds);
        else this.arriveHere();
        void this.openMissing();
    }

    ready(session: ReplayedProcess): void {
        if (session === this.here || this.othersTold) session.arrive();
    }

    looked(session: ReplayedProcess): void {
        if (session === this.here && !this.othersTold) this.tellOthersIn(behindLookMilliseconds);
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
        clearTimeout(this.timer);
        for (const session of this.sessions.values()) session.end();
        this.server?.close();
    }

    private arriveHere(): void {
        this.here?.arrive();
        this.tellOthersIn(withoutLookMilliseconds);
    }

    private tellOthersIn(milliseconds: number): void {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => {
            this.othersTold = true;
            for (const session of this.sessions.values()) if (session !== this.here) session.arrive();
        }, milliseconds);
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
