import type { ObjectId, ProcessId } from "../../model/identities";
import { kindOf } from "../../model/kinds/kinds";
import type { DataSent } from "../../model/kinds/socket/events";
import type { BytesWritten } from "../../model/owners/transfer";
import type { State } from "../../model/state";
import { callText, count, inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule, type Watch } from "../rule";

type Write = BytesWritten | DataSent;

interface Partial {
    readonly write: Write;
    /** The descriptor was closed, while somebody could have read the rest. */
    closed: boolean;
}

/** A write took only a part, and its process ended without another try (write(2): "not an error"). */
export const lostRest: Rule = {
    id: "IPC021",
    title: "The rest of a partial write is lost",
    severity: "error",
    about: "data",
    watch: () => watchOf(new Map(), []),
};

/** `partial`: by process and open file description, what its last write left. */
function watchOf(partial: Map<string, Partial>, lost: NewFinding[]): Watch {
    function forget(isOver: (one: Partial) => boolean): void {
        for (const [key, one] of partial) if (isOver(one)) partial.delete(key);
    }
    function noteWrite(event: Write): void {
        const isPartial = leavesRest(event);
        if (!isPartial && partial.size === 0) return;
        const key = keyOf(event);
        if (isPartial) partial.set(key, { write: event, closed: false });
        else partial.delete(key);
    }
    /** Who asks what is ready learns when there is room in a connection, or that it is over. */
    function noteAsking({ process }: { readonly process: ProcessId }): void {
        if (partial.size > 0) forget(({ write, closed }) => !closed && write.kind === "dataSent" && write.process === process);
    }
    return {
        on: {
            ...hears(["bytesWritten", "dataSent"], noteWrite).on,
            ...hears(["descriptorsReady", "epollReported"], noteAsking).on,
            callReturned({ process, fd }) {
                if (fd !== null && partial.size > 0) forget(({ write }) => write.process === process && write.fd === fd);
            },
            dataReceived(event) {
                if (event.endOfFile === true) partial.delete(keyOf(event));
            },
            descriptorClosed(event, before) {
                const one = partial.get(keyOf(event));
                if (one?.write.fd !== event.fd) return;
                if (canBeRead(before, one.write)) one.closed = true;
                else partial.delete(keyOf(event));
            },
            processExited({ process, exit }, before) {
                if (partial.size === 0) return;
                const own = [...partial.values()].filter(({ write }) => write.process === process);
                forget((one) => own.includes(one));
                const isLost = ({ write, closed }: Partial): boolean => closed || canBeRead(before, write);
                if ("code" in exit) lost.push(...own.filter(isLost).map(({ write }) => findingOf(write)));
            },
        },
        findings: () => lost,
    };
}

/** What is moved inside the kernel may have no more; a message is sent as a whole, or cut off. */
function leavesRest(event: Write): boolean {
    const isStream = event.kind === "bytesWritten" || !event.message;
    return event.asked !== undefined && event.length < event.asked && event.from === undefined && isStream;
}

function keyOf({ process, description }: Pick<Write, "process" | "description">): string {
    return `${process} ${description}`;
}

/** Somebody could have read the rest. */
function canBeRead({ objects }: State, { object: id }: Write): boolean {
    const object = objects.get(id);
    if (object?.kind === "socket") return !object.peerClosed && !object.peerShutRead && !object.reset;
    return object !== undefined && kindOf(object).traits.buffers;
}

function destinationOf(event: Write): ObjectId {
    return event.kind === "dataSent" ? (event.to ?? event.object) : event.object;
}

function findingOf(event: Write): NewFinding {
    const { process, fd, length, asked = length, source, object } = event;
    const where = inPlace(source);
    return {
        certainty: "proven",
        message:
            `${callText(event, fd)}${where} of ${process} wrote only ${length} of ${count(asked, "byte")} into ${destinationOf(event)}, which was full, ` +
            `and ${process} ended without writing the other ${count(asked - length, "byte")}. ` +
            "What write returns has to be looked at, and the rest be written when there is room (poll).",
        process,
        object,
        fd,
        locations: places(["symptom", process, source]),
    };
}
