import type { DescriptionId, ObjectId } from "../../model/identities";
import type { BytesWritten } from "../../model/owners/transfer";
import type { State } from "../../model/state";
import { count, inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** What was written to a file, as long as it is nothing but written, from its beginning to its end. */
interface Written {
    readonly event: BytesWritten;
    readonly from: number;
    readonly to: number;
}

/** Writers that each opened a file for themselves overwrite each other's bytes, since each has an offset of its own (open(2), O_APPEND). */
export const overwrittenBytes: Rule = {
    id: "IPC025",
    title: "Two writers overwrite each other's bytes in a file",
    severity: "warning",
    about: "data",
    watch() {
        const written = new Map<ObjectId, Written[]>();
        /** Whoever moves about in a file, or looks at it, writes where he means to. */
        const moved = new Set<DescriptionId>();
        const found = new Map<ObjectId, NewFinding>();
        return {
            on: {
                ...hears(["offsetChanged", "bytesRead"], ({ object, description }) => {
                    if (object.startsWith("file")) moved.add(description);
                }).on,
                fileTruncated({ object }) {
                    written.delete(object);
                },
                // Who comes when the one before has closed it writes it anew.
                descriptorOpened({ object }, before) {
                    const earlier = written.get(object)?.filter(({ event: { description } }) => before.descriptions.has(description));
                    if (earlier !== undefined) written.set(object, earlier);
                },
                bytesWritten(event, before) {
                    if (event.offset === null || !isPlain(event, before)) return;
                    const mine = { event, from: event.offset - event.length, to: event.offset };
                    const others = written.get(event.object) ?? [];
                    const other = others.find((each) => isOverwritten(each, mine));
                    if (
                        other !== undefined &&
                        !moved.has(event.description) &&
                        !moved.has(other.event.description) &&
                        !found.has(event.object)
                    ) {
                        found.set(event.object, findingOf(other, mine));
                    }
                    others.push(mine);
                    if (others.length > mostKept) others.shift();
                    written.set(event.object, others);
                },
            },
            findings: () => [...found.values()],
        };
    },
};

/** Of each file. */
const mostKept = 64;

function isPlain({ object: id, at, from }: BytesWritten, before: State): boolean {
    const object = before.objects.get(id);
    return object?.kind === "file" && at === undefined && from === undefined && object.mapped === 0 && object.locks.length === 0;
}

function isOverwritten(before: Written, now: Written): boolean {
    return (
        before.event.process !== now.event.process &&
        before.event.description !== now.event.description &&
        before.from < now.to &&
        now.from < before.to
    );
}

function findingOf(before: Written, now: Written): NewFinding {
    const { event } = now;
    const { process, object, fd, source } = event;
    const lost = Math.min(before.to, now.to) - Math.max(before.from, now.from);
    const other = before.event;
    return {
        certainty: "proven",
        message:
            `write(${fd})${inPlace(source)} of ${process} has overwritten ${count(lost, "byte")} of ${object} that ${other.process} had written${inPlace(other.source)}: ` +
            "both opened the file for themselves, and each has an offset of its own. With O_APPEND every write goes to the end.",
        process,
        object,
        fd,
        at: event.seq,
        locations: places(["cause", process, source], ["related", other.process, other.source]),
    };
}
