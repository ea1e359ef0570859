import type { ObjectId, ProcessId } from "../../model/identities";
import { mainTable, tableOf } from "../../model/owners/lookups";
import { provenanceOf } from "../../model/owners/provenance";
import type { SourceLocation } from "../../model/sourceLocation";
import type { State } from "../../model/state";
import { callText, inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";
import type { CallReturned } from "../../model/owners/call";
import type { ProgramExecuted } from "../../model/owners/processEvents";

interface Lost {
    readonly object: ObjectId;
    /** Where it got close-on-exec, as far as that is the line that made it. */
    readonly made: SourceLocation | null;
}

/** A descriptor that exec took away although the program uses it. */
interface Closed extends Lost {
    readonly executed: ProgramExecuted;
}

/** A program uses a descriptor that exec has closed, since it had close-on-exec (execve(2)). */
export const closedByExec: Rule = {
    id: "IPC011",
    title: "The descriptor that a program needs was closed by exec",
    severity: "error",
    about: "descriptors",
    watch() {
        const closed = new Map<ProcessId, Map<number, Closed>>();
        /** What an exec that is not seen yet was already seen to close. */
        const closing = new Map<ProcessId, Map<number, Lost>>();
        const found: NewFinding[] = [];
        return {
            ...hears(["descriptorClosed", "programExecuted", "callReturned"], (event, before) => {
                if (event.kind === "descriptorClosed" && event.cause === "exec") {
                    const already = closing.get(event.process) ?? new Map<number, Lost>();
                    const lost = lostWith(event.process, event.fd, before);
                    if (lost !== null) closing.set(event.process, already.set(event.fd, lost));
                }
                if (event.kind === "programExecuted") {
                    closed.set(event.process, closedBy(event, before, closing.get(event.process)));
                    closing.delete(event.process);
                }
                const ofProcess = closed.get(event.process);
                if (ofProcess === undefined || ofProcess.size === 0) return;
                // The number has stood for something else since then.
                if (event.kind === "descriptorClosed") ofProcess.delete(event.fd);
                if (event.kind !== "callReturned") return;
                const fd = missedBy(event, before);
                const missed = fd === null ? undefined : ofProcess.get(fd);
                if (fd === null || missed === undefined) return;
                ofProcess.delete(fd);
                found.push(findingOf(event, fd, missed));
            }),
            findings: () => found,
        };
    },
};

function closedBy(executed: ProgramExecuted, before: State, already: ReadonlyMap<number, Lost> | undefined): Map<number, Closed> {
    const closed = new Map<number, Closed>();
    for (const fd of executed.closed) {
        const lost = already?.get(fd) ?? lostWith(executed.process, fd, before);
        if (lost !== null) closed.set(fd, { ...lost, executed });
    }
    return closed;
}

/** Null: there is no such descriptor. */
function lostWith(id: ProcessId, fd: number, before: State): Lost | null {
    const process = before.processes.get(id);
    const table = process === undefined ? undefined : mainTable(before, process);
    const descriptor = table?.descriptors.get(fd);
    const object = descriptor === undefined ? undefined : before.descriptions.get(descriptor.description)?.object;
    if (table === undefined || descriptor === undefined || object === undefined) return null;
    return { object, made: provenanceOf(table, descriptor)?.source ?? null };
}

/** Programs that ask which of their descriptors are open are not surprised (fcntl(2), close(2)). */
const asking = new Set(["fcntl", "close", "fstat", "newfstatat", "ioctl"]);

/** Null: none; or it is open, and does not do for that call. */
function missedBy({ error, call, fd, process, tid }: CallReturned, before: State): number | null {
    if (error !== "EBADF" || fd === null || asking.has(call)) return null;
    return tableOf(before, process, tid)?.descriptors.has(fd) === true ? null : fd;
}

function findingOf(event: CallReturned, fd: number, { object, made, executed }: Closed): NewFinding {
    const { process } = event;
    const flagged = inPlace(made);
    const at = inPlace(executed.source);
    return {
        certainty: "proven",
        message:
            `Descriptor ${fd} of ${process}, which stood for ${object}, had close-on-exec${flagged}, so that exec closed it${at}; ` +
            `the program that was executed uses it: ${callText(event, fd)} failed with EBADF. Descriptors that a program is to have must not have close-on-exec.`,
        process,
        object,
        fd,
        locations: places(["cause", process, made], ["cause", process, executed.source], ["symptom", process, event.source]),
    };
}
