import type { ObjectId, ProcessId } from "../../model/identities";
import type { CallReturned } from "../../model/owners/call";
import type { BytesWritten } from "../../model/owners/transfer";
import { callText, inPlace } from "../../model/words";
import { places } from "../finding";
import type { NewFinding, Rule } from "../rule";

/** A read that a signal ended, and after which its process has not asked there again. */
interface GivenUp {
    readonly read: CallReturned & { readonly object: ObjectId };
    /** Who has sent the signal; null: the kernel, for a child that has ended. */
    readonly sender: ProcessId | null;
    readonly signal: string;
    /** Whoever sent the signal expected the reader to go on. */
    written: BytesWritten | CallReturned | null;
}

/** They ask a process to end (signal(7)). */
const endingSignals: ReadonlySet<string> = new Set(["SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT", "SIGALRM"]);

const readingCalls: ReadonlySet<string> = new Set(["read", "readv", "recvfrom", "recvmsg"]);

/** read(2) fails with EINTR when a handler without SA_RESTART has run: that is neither an error nor the end. */
export const interruptedReader: Rule = {
    id: "IPC054",
    title: "EINTR taken for the end",
    severity: "error",
    about: "signals",
    watch() {
        /** By thread: the last signal that was delivered. */
        const delivered = new Map<number, { readonly signal: string; readonly sender: ProcessId | null }>();
        const givenUp = new Map<ProcessId, GivenUp>();
        const ended = new Set<ProcessId>();
        return {
            on: {
                signalDelivered({ signal, sender, handled, tid }) {
                    if (handled === true) delivered.set(tid, { signal, sender: signal === "SIGCHLD" ? null : sender });
                },
                callReturned(event) {
                    const last = delivered.get(event.tid);
                    const { object } = event;
                    const isKnown =
                        last !== undefined && (last.sender !== null || last.signal === "SIGCHLD") && !endingSignals.has(last.signal);
                    if (event.error === "EINTR" && object !== null && isKnown && readingCalls.has(event.call)) {
                        givenUp.set(event.process, { read: { ...event, object }, ...last, written: null });
                    }
                    if (event.error === "EPIPE") noteWrite(givenUp, event);
                },
                bytesWritten(event) {
                    if (givenUp.size > 0) noteWrite(givenUp, event);
                },
                bytesRead(event) {
                    if (givenUp.size === 0) return;
                    for (const [id, { read }] of givenUp) if (read.object === event.object) givenUp.delete(id);
                },
                callBlocked(event) {
                    if (givenUp.size === 0) return;
                    const isAsking = event.awaits.what === "readiness" || event.object === givenUp.get(event.process)?.read.object;
                    if (isAsking) givenUp.delete(event.process);
                },
                processReaped({ child }) {
                    if (givenUp.get(child)?.written === null) givenUp.delete(child); // who writes now knows that it is gone
                },
                processExited({ process, exit }) {
                    if ("code" in exit) ended.add(process);
                    else givenUp.delete(process);
                },
            },
            findings: () => [...givenUp.values()].flatMap((each) => (ended.has(each.read.process) ? findingsOf(each) : [])),
        };
    },
};

function noteWrite(givenUp: ReadonlyMap<ProcessId, GivenUp>, event: BytesWritten | CallReturned): void {
    for (const each of givenUp.values()) {
        const isExpected = each.sender === null ? event.process !== each.read.process : event.process === each.sender;
        if (isExpected && event.object === each.read.object) each.written ??= event;
    }
}

function findingsOf({ read, signal, written }: GivenUp): readonly NewFinding[] {
    if (written === null) return [];
    const { process, source, object, fd } = read;
    return [
        {
            certainty: "likely",
            message:
                `${callText(read, fd ?? 0)}${inPlace(source)} of ${process} failed with EINTR, since a handler of ${signal} ran, and ${process} has ended without ` +
                `reading on: what ${written.process} wrote${inPlace(written.source)} was never read. EINTR is no end: the call is to be made again, or the handler ` +
                "to be set with SA_RESTART.",
            process,
            object,
            ...(fd !== null && { fd }),
            at: read.seq,
            locations: places(["cause", process, source], ["related", written.process, written.source]),
        },
    ];
}
