import type { Event } from "../../model/event";
import type { ProcessId } from "../../model/identities";
import type { CallReturned } from "../../model/owners/call";
import type { DescriptorClosed } from "../../model/owners/descriptorClosed";
import { inPlace, placeText } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** Events by which a number stands for something new. */
const makers = [
    "connectionAccepted",
    "descriptorDuplicated",
    "descriptorFlagsChanged",
    "descriptorInherited",
    "descriptorOpened",
    "descriptorReceived",
    "epollCreated",
    "eventfdCreated",
    "fanotifyCreated",
    "inotifyCreated",
    "ioUringCreated",
    "pidfdOpened",
    "posixMessageQueueOpened",
    "signalfdCreated",
    "socketCreated",
    "timerfdCreated",
    "userfaultfdCreated",
    "userfaultfdForked",
] as const satisfies readonly Extract<Event, { readonly closeOnExec: boolean }>["kind"][];

/** close of a descriptor that the process itself has closed (close(2)): in between its number may have come to stand for another. */
export const closedTwice: Rule = {
    id: "IPC013",
    title: "A descriptor is closed twice",
    severity: "warning",
    about: "descriptors",
    watch() {
        const closed = new Map<string, DescriptorClosed>();
        const found = new Map<string, NewFinding>();
        /** By process and line: numbers that were not open; a loop over all numbers closes many. */
        const missed = new Map<string, Set<number>>();
        const lineOf = ({ process, source }: CallReturned): string => `${process} ${source?.file ?? ""}:${source?.line ?? ""}`;
        return {
            ...hears([...makers, "descriptorClosed", "callReturned"], (event) => {
                const { process } = event;
                if (event.kind === "descriptorClosed" && event.cause === "close") closed.set(keyOf(process, event.fd), event);
                else if (event.kind === "descriptorDuplicated") closed.delete(keyOf(process, event.newFd));
                else if ("closeOnExec" in event) closed.delete(keyOf(process, event.fd));
                if (event.kind !== "callReturned" || event.call !== "close" || event.error !== "EBADF" || event.fd === null) return;
                const line = lineOf(event);
                missed.set(line, (missed.get(line) ?? new Set()).add(event.fd));
                const first = closed.get(keyOf(process, event.fd));
                if (first?.source !== undefined && event.source !== undefined) found.set(line, findingOf(first, event));
            }),
            findings: () => [...found].filter(([line]) => missed.get(line)?.size === 1).map(([, finding]) => finding),
        };
    },
};

function keyOf(process: ProcessId, fd: number): string {
    return `${process} ${fd}`;
}

function findingOf({ fd, object, source }: DescriptorClosed, again: CallReturned): NewFinding {
    const { process } = again;
    const first = source === undefined ? "" : ` at ${placeText(source)}`;
    return {
        certainty: "proven",
        message:
            `close(${fd})${inPlace(again.source)} of ${process} failed with EBADF: ${process} has closed the descriptor, which stood for ${object}, already${first}. ` +
            "Had anything been opened in between, that would have been closed instead.",
        process,
        fd,
        at: again.seq,
        locations: places(["cause", process, again.source], ["related", process, source]),
    };
}
