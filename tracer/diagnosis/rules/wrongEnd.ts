import { kindOf } from "../../model/kinds/kinds";
import type { CallReturned } from "../../model/owners/call";
import type { OpenFileDescription } from "../../model/owners/openFileDescription";
import { tableOf } from "../../model/owners/lookups";
import type { State } from "../../model/state";
import { callText, inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** A read from an end for writing, or the other way round, fails with EBADF (read(2), write(2)). */
export const wrongEnd: Rule = {
    id: "IPC015",
    title: "The wrong end of a pipe",
    severity: "error",
    about: "descriptors",
    watch() {
        const found = new Map<string, NewFinding>();
        return {
            ...hears(["callReturned"], (event, before) => {
                if (event.error !== "EBADF" || event.fd === null) return;
                const wanted = reading.test(event.call) ? "read" : writing.test(event.call) ? "write" : null;
                const end = wanted === null ? undefined : endOf(before, event, event.fd);
                if (wanted === null || end === undefined || end.access === wanted) return;
                const key = `${event.process} ${event.fd} ${event.source?.line ?? ""}`;
                if (!found.has(key)) found.set(key, findingOf(event, event.fd, end, wanted));
            }),
            findings: () => [...found.values()],
        };
    },
};

const reading = /^p?readv?2?$/;
const writing = /^p?writev?2?$/;

/** The descriptor is open, for the one or the other. */
function endOf(before: State, { process, tid }: CallReturned, fd: number): OpenFileDescription | undefined {
    const descriptor = tableOf(before, process, tid)?.descriptors.get(fd);
    const description = descriptor === undefined ? undefined : before.descriptions.get(descriptor.description);
    const object = description === undefined ? undefined : before.objects.get(description.object);
    if (description === undefined || object === undefined || !kindOf(object).traits.buffers) return undefined;
    return description.access === "read" || description.access === "write" ? description : undefined;
}

function findingOf(event: CallReturned, fd: number, { access, object }: OpenFileDescription, wanted: "read" | "write"): NewFinding {
    const { process, source, seq } = event;
    return {
        certainty: "proven",
        message:
            `${callText(event, fd)}${inPlace(source)} of ${process} failed with EBADF: descriptor ${fd} is the ${access} end of ${object}, and ` +
            `cannot ${wanted}. Of pipe(2)'s two descriptors the first is for reading, the second for writing.`,
        process,
        object,
        fd,
        at: seq,
        locations: places(["cause", process, source]),
    };
}
