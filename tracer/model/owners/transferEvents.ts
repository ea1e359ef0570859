/** Bytes that move: the offset of the open file description, and what is said where the object's kind says nothing of its own. */
import type { Draft } from "../draft";
import type { DescriptionId, ObjectId, ProcessId } from "../identities";
import type { Look } from "../look";
import type { End } from "../openFlags";
import { amountText, callText, quoted, said } from "../words";
import { sharersText } from "./sharers";
import type { OwnerEvents } from "./ownerEvent";
import type { BytesRead, BytesWritten, TransferEvent } from "./transfer";

function moveOffset(draft: Draft, event: BytesWritten | BytesRead): void {
    if (event.offset === null) return;
    const description = draft.description(event.description);
    if (description !== undefined) description.offset = event.offset;
}

/** Copied only when it is new: most processes move bytes through an end many times. */
function noteMoved(draft: Draft, id: ObjectId, process: ProcessId, end: End): void {
    const ends = draft.now.objects.get(id)?.moved.get(process) ?? [];
    if (!ends.includes(end)) draft.object(id)?.moved.set(process, [...ends, end]);
}

function offsetText(look: Look, description: DescriptionId, offset: number | null): string | null {
    if (offset === null) return null;
    return look.references(description) > 1
        ? `The offset is now ${offset}, for all that share it: ${sharersText(look, description)}.`
        : `The offset is now ${offset}.`;
}

/** Calls with an offset of their own (pread(2)). */
function atText({ at }: BytesWritten | BytesRead): string {
    return at === undefined ? "" : ` at offset ${at}`;
}

export const transferEvents: OwnerEvents<TransferEvent> = {
    bytesWritten: {
        becomes(draft, event) {
            moveOffset(draft, event);
            noteMoved(draft, event.object, event.process, "write");
        },
        says(event, _state, look) {
            const from = event.from === undefined ? "" : ` from ${look.name(event.from)}`;
            const what = `${amountText(event.length, event.asked)}${atText(event)} to ${look.name(event.object)}${from}${quoted(event.data, event.length)}`;
            return said(`${callText(event, event.fd, "write")} wrote ${what}.`, offsetText(look, event.description, event.offset));
        },
    },
    bytesRead: {
        becomes(draft, event) {
            moveOffset(draft, event);
            noteMoved(draft, event.object, event.process, "read");
        },
        says(event, _state, look) {
            const call = callText(event, event.fd, "read");
            if (event.endOfFile === true) return said(`${call} returned 0: end of file.`);
            const verb = event.consumed === false ? "copied" : "read";
            const what = `${amountText(event.length, event.asked)}${atText(event)} from ${look.name(event.object)}${quoted(event.data, event.length)}`;
            return said(`${call} ${verb} ${what}.`, offsetText(look, event.description, event.offset));
        },
    },
    unseenTransfer: {
        becomes: (draft, { object, process, direction }) => noteMoved(draft, object, process, direction === "into" ? "write" : "read"),
        telling: true,
        says: ({ call, object, direction }, _state, look) =>
            said(
                `${call ?? "io_submit"} has bytes moved ${direction} ${look.name(object)}, now or later.`,
                "That is not followed: what it holds is not known from here on.",
            ),
    },
};
