import type { ObjectId, ProcessId } from "../../model/identities";
import type { CallReturned } from "../../model/owners/call";
import type { BytesWritten } from "../../model/owners/transfer";
import { callText, inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** fcntl(2), F_SETLKW: the kernel refuses a lock that would close a circle (EDEADLK), and the process writes to the file all the same. */
export const refusedLock: Rule = {
    id: "IPC041",
    title: "A lock was refused, and the process went on without it",
    severity: "error",
    about: "data",
    watch() {
        /** By process and file. */
        const refused = new Map<string, CallReturned>();
        const found: NewFinding[] = [];
        return {
            ...hears(["callReturned", "lockSet", "lockReleased", "bytesWritten"], (event) => {
                if (event.kind === "callReturned") {
                    if (event.error === "EDEADLK" && event.call === "fcntl" && event.object !== null) {
                        refused.set(keyOf(event.process, event.object), event);
                    }
                    return;
                }
                if (refused.size === 0) return;
                if (event.kind === "bytesWritten") {
                    const key = keyOf(event.process, event.object);
                    const lock = refused.get(key);
                    refused.delete(key);
                    if (lock !== undefined) found.push(findingOf(lock, event));
                } else {
                    refused.delete(keyOf(event.process, event.object));
                }
            }),
            findings: () => found,
        };
    },
};

function keyOf(process: ProcessId, object: ObjectId): string {
    return `${process} ${object}`;
}

function findingOf(lock: CallReturned, write: BytesWritten): NewFinding {
    const { process, fd, seq } = lock;
    return {
        certainty: "likely",
        message:
            `${callText(lock, fd)}${inPlace(lock.source)} of ${process} failed with EDEADLK, since it would wait for a process that waits for ${process}; ` +
            `${process} wrote to ${write.object} all the same${inPlace(write.source)}, without the lock. All of them have to take their locks in the same order.`,
        process,
        object: write.object,
        fd: write.fd,
        at: seq,
        locations: places(["cause", process, lock.source], ["symptom", process, write.source]),
    };
}
