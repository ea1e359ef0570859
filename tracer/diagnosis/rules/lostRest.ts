import type { ObjectId, ProcessId } from "../../model/identities";
import { kindOf } from "../../model/kinds/kinds";
import type { KernelObject } from "../../model/kindTypes";
import type { BytesWritten } from "../../model/owners/transfer";
import { callText, count, inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** A write took only a part, and its process ended without another try (write(2): "not an error"). */
export const lostRest: Rule = {
    id: "IPC021",
    title: "The rest of a partial write is lost",
    severity: "error",
    about: "data",
    watch() {
        /** By process and open file description: what its last write left. */
        const partial = new Map<string, BytesWritten>();
        const lost: NewFinding[] = [];
        return {
            ...hears(["processExited", "bytesWritten", "callReturned"], (event, before) => {
                if (event.kind === "processExited") {
                    const own = [...partial.values()].filter(({ process }) => process === event.process);
                    for (const write of own) partial.delete(keyOf(write.process, write.description));
                    if ("code" in event.exit) {
                        lost.push(...own.filter(({ object }) => canBeRead(before.objects.get(object))).map(findingOf));
                    }
                    return;
                }
                if (event.kind === "bytesWritten") {
                    if (partial.size === 0 && event.length === (event.asked ?? event.length)) return;
                    const key = keyOf(event.process, event.description);
                    if (event.asked !== undefined && event.length < event.asked) partial.set(key, event);
                    else partial.delete(key);
                } else if (event.fd !== null) {
                    for (const [key, write] of partial) if (write.process === event.process && write.fd === event.fd) partial.delete(key);
                }
            }),
            findings: () => lost,
        };
    },
};

function keyOf(process: ProcessId, description: ObjectId): string {
    return `${process} ${description}`;
}

/** Somebody could have read the rest. */
function canBeRead(object: KernelObject | undefined): boolean {
    return object !== undefined && kindOf(object).traits.buffers;
}

function findingOf(event: BytesWritten): NewFinding {
    const { process, fd, object, length, asked = length, source } = event;
    const where = inPlace(source);
    return {
        certainty: "proven",
        message:
            `${callText(event, fd)}${where} of ${process} wrote only ${length} of ${count(asked, "byte")} into ${object}, which was full, ` +
            `and ${process} ended without writing the other ${count(asked - length, "byte")}. ` +
            "What write returns has to be looked at, and the rest be written when there is room (poll).",
        process,
        object,
        fd,
        locations: places(["symptom", process, source]),
    };
}
