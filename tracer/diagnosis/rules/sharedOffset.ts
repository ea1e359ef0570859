import type { DescriptionId, ProcessId } from "../../model/identities";
import type { BytesRead } from "../../model/owners/transfer";
import { callText, inPlace } from "../../model/words";
import { places } from "../finding";
import type { NewFinding, Rule } from "../rule";

/** Where each process believes the offset to be: behind what it has read or sought itself. */
type Beliefs = Map<ProcessId, number>;

/** Processes that read one file through one open file description, of which fork made copies: they share its offset (fork(2)). */
export const sharedOffset: Rule = {
    id: "IPC040",
    title: "Two processes read through one file offset",
    severity: "note",
    about: "data",
    watch() {
        const beliefs = new Map<DescriptionId, Beliefs>();
        const movers = new Map<DescriptionId, BytesRead>();
        const found = new Map<DescriptionId, NewFinding>();
        return {
            on: {
                descriptorOpened({ object, process, description: { id } }) {
                    if (!object.startsWith("file")) return;
                    beliefs.set(id, new Map([[process, 0]]));
                    movers.delete(id);
                },
                processForked({ process, child }) {
                    for (const known of beliefs.values()) {
                        const belief = known.get(process);
                        if (belief !== undefined) known.set(child, belief);
                    }
                },
                programExecuted({ process }) {
                    for (const known of beliefs.values()) known.delete(process);
                },
                offsetChanged({ description }) {
                    beliefs.delete(description);
                },
                bytesRead(event, before) {
                    if (event.offset === null || event.at !== undefined) return;
                    const believed = beliefs.get(event.description)?.get(event.process);
                    const actual = before.descriptions.get(event.description)?.offset ?? null;
                    const mover = movers.get(event.description);
                    const isSurprised = believed !== undefined && actual !== null && believed < actual && event.fd > 2;
                    if (isSurprised && mover !== undefined && mover.process !== event.process && !found.has(event.description)) {
                        found.set(event.description, findingOf(event, mover, believed, actual));
                    }
                    beliefs.get(event.description)?.set(event.process, event.offset);
                    movers.set(event.description, event);
                },
                bytesWritten({ description }) {
                    beliefs.delete(description);
                },
            },
            findings: () => [...found.values()],
        };
    },
};

function findingOf(event: BytesRead, mover: BytesRead, believed: number, actual: number): NewFinding {
    return {
        certainty: "likely",
        message:
            `${callText(event, event.fd)}${inPlace(event.source)} of ${event.process} began at byte ${actual}, not ${believed}: ${event.process} and ` +
            `${mover.process} share one open file description since the fork, and a read of ${mover.process}${inPlace(mover.source)} moved its offset. ` +
            "Processes that are to read on their own each have to open the file, or to use pread.",
        process: event.process,
        object: event.object,
        fd: event.fd,
        locations: places(["cause", mover.process, mover.source], ["symptom", event.process, event.source]),
    };
}
