import type { BytesRead } from "../../model/owners/transfer";
import type { DataReceived } from "../../model/kinds/socket/events";
import { kinds } from "../../model/kinds/kinds";
import { isStream } from "../../model/kinds/socket/state";
import type { Event } from "../../model/event";
import type { State } from "../../model/state";
import { callText, count, inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

interface Ended {
    readonly last: BytesRead | DataReceived;
    readonly times: number;
}

/** Once may be an oversight, and a second time the check of a library. */
const tooOften = 10;

/** A program that goes on reading at the end of file of a pipe or connection, where nothing can ever come again (read(2)). */
export const readsAfterEnd: Rule = {
    id: "IPC023",
    title: "Reads again and again at the end of file",
    severity: "error",
    about: "data",
    watch() {
        const ended = new Map<string, Ended>();
        return {
            ...hears(["bytesRead", "dataReceived"], (event, before) => {
                if (event.endOfFile !== true || !isFinal(event, before)) return;
                const key = `${event.process} ${event.description}`;
                ended.set(key, { last: event, times: (ended.get(key)?.times ?? 0) + 1 });
            }),
            findings: () => [...ended.values()].filter(({ times }) => times >= tooOften).map(findingOf),
        };
    },
};

/** A FIFO may get another writer, and a file grow. */
function isFinal({ object: id }: BytesRead | DataReceived, before: State): boolean {
    const object = before.objects.get(id);
    if (object === undefined) return false;
    return object.kind === "socket" ? isStream(object) === true : object.name === null && kinds[object.kind].traits.buffers;
}

function findingOf({ last, times }: Ended): NewFinding {
    const { process, object, fd, source } = last satisfies Event;
    return {
        certainty: "proven",
        message:
            `${callText(last, fd)}${inPlace(source)} of ${process} returned 0, the end of file of ${object}, ${count(times, "time")}: nothing can come ` +
            "any more, and the process keeps the processor busy. At the end of file the descriptor has to be closed, and to leave the set that is polled.",
        process,
        object,
        fd,
        at: last.seq,
        locations: places(["cause", process, source]),
    };
}
