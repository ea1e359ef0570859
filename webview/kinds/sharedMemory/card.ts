/** System V shared memory segments (shmget(2)): who has them attached, where, and how. */
import type { ProcessId } from "../../../tracer/model/identities";
import { segmentKeyText, type SharedMemory } from "../../../tracer/model/kinds/sharedMemory";
import type { State } from "../../../tracer/model/state";
import { shortAddress } from "../../card/addressText";
import { simpleShape, type Mark, type ObjectCardBase, type Shape } from "../../card/card";
import { counted } from "../../card/numberText";
import { processColor } from "../../card/processColor";
import { sourceLink } from "../../card/sourceLink";
import type { HolderMapping, Holders } from "../holders";
import type { CardKind } from "../kind";

/** Where a process has it in its memory. */
export interface Attachment {
    readonly process: ProcessId;
    readonly color: number;
    /** "0x7f3c…1000" */
    readonly address: string;
    /** "rw-" */
    readonly protection: string;
    readonly fresh: boolean;
}

export interface SharedMemoryCard extends ObjectCardBase {
    readonly kind: "sharedMemory";
    /** "key 0x14", "IPC_PRIVATE" */
    readonly key: string;
    /** shmid */
    readonly number: number;
    /** "1 024 bytes" */
    readonly size: string;
    readonly attachments: readonly Attachment[];
    readonly locked: boolean;
    readonly creator: string | null;
}

const shape: Shape = { full: simpleShape(150).full, tight: simpleShape(110).full, small: simpleShape(48).small };

export const sharedMemory: CardKind<SharedMemory, SharedMemoryCard> = {
    card: (segment, { before, holders }) => cardOf(segment, before, holders.get(segment.id)),
    label: (segment, id) => (segment === undefined ? id : `segment ${segment.number}`),
    use: (segment, { object, how, wait }) => ({
        label: `${how.includes("made") ? "made" : "found"} ${segment === undefined ? object : `segment ${segment.number} (${segmentKeyText(segment)})`}`,
        note: wait === null ? null : "waits",
        flow: "quiet",
    }),
    flow: () => "quiet",
    lines: (card) => [
        `${card.id} number ${card.number}, ${card.key} · ${card.size}${card.removed ? " · marked for deletion" : ""}`,
        ...card.attachments.map(({ process, address, protection }) => `    ${process} at ${address} ${protection}`),
    ],
    passing: false,
    counted: "shared memory segment",
};

function cardOf(segment: SharedMemory, before: State | null, holders: Holders | undefined): SharedMemoryCard {
    const { createdBy, createdAt } = segment;
    return {
        kind: "sharedMemory",
        id: segment.id,
        title: "shared memory",
        path: null,
        removed: segment.removed,
        shape,
        room: "full",
        channel: true,
        landmark: true,
        link: sourceLink(createdAt),
        key: segmentKeyText(segment),
        number: segment.number,
        size: segment.size === null ? "size unknown" : counted(segment.size, "byte"),
        attachments: (holders?.mappings ?? []).map((mapping) => attachmentOf(mapping, before?.at ?? Infinity)),
        locked: segment.locked === true,
        creator: createdBy === null ? null : `created by ${createdBy}`,
        mark: markOf(segment, before),
    };
}

function attachmentOf({ process, address, protection, since }: HolderMapping, at: number): Attachment {
    return { process, color: processColor(process), address: shortAddress(address), protection: protection ?? "?", fresh: since > at };
}

function markOf(segment: SharedMemory, before: State | null): Mark {
    if (before === null) return null;
    const previous = before.objects.get(segment.id);
    if (previous === undefined) return segment.inherited ? null : "new";
    if (segment.removed && !previous.removed) return "marked for deletion";
    const change = segment.mapped - previous.mapped;
    if (change > 0) return `${counted(change, "attachment")} more`;
    return change < 0 ? `${counted(-change, "attachment")} fewer` : null;
}
