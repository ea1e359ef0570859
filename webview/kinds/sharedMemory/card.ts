/** System V shared memory segments (shmget(2)): their bytes, and who has them attached, where, and how. */
import { segmentKeyText, type SharedMemory } from "../../../tracer/model/kinds/sharedMemory";
import { keySourceText } from "../../../tracer/model/kinds/systemVKey";
import type { State } from "../../../tracer/model/state";
import type { Mark, ObjectCardBase } from "../../card/card";
import { counted } from "../../card/numberText";
import { sourceLink } from "../../card/sourceLink";
import type { CardKind, Moment } from "../kind";
import { blockLines, memoryBlock, type MemoryBlock } from "../memory/block";
import { memoryMark, memoryShape } from "../memory/memoryCard";

export interface SharedMemoryCard extends ObjectCardBase {
    readonly kind: "sharedMemory";
    /** "key 0x14", "IPC_PRIVATE" */
    readonly key: string;
    /** "ftok("/tmp/a", 'm')"; null: it was made in another way, or that is not known. */
    readonly keyMadeOf: string | null;
    /** shmid */
    readonly number: number;
    /** "1 024 bytes" */
    readonly size: string;
    readonly locked: boolean;
    readonly creator: string | null;
    readonly block: MemoryBlock;
}

export const sharedMemory: CardKind<SharedMemory, SharedMemoryCard> = {
    card: cardOf,
    label: (_segment, id) => id,
    use: (_segment, { object, how, wait }) => ({
        label: `${how.includes("made") ? "made" : "found"} ${object}`,
        note: wait === null ? null : "waits",
        flow: "quiet",
    }),
    flow: () => "quiet",
    lines: (card) => [
        `${card.id} number ${card.number}, ${card.key}${card.keyMadeOf === null ? "" : ` = ${card.keyMadeOf}`} · ${card.size}${card.removed ? " · marked for deletion" : ""}`,
        ...blockLines(card.block),
    ],
    passing: false,
    counted: "shared memory segment",
};

function cardOf(segment: SharedMemory, moment: Moment): SharedMemoryCard {
    const { createdBy, createdAt } = segment;
    const block = memoryBlock(segment, moment);
    return {
        kind: "sharedMemory",
        id: segment.id,
        title: segment.id,
        path: null,
        removed: segment.removed,
        shape: memoryShape,
        room: "full",
        channel: true,
        landmark: true,
        showsAlone: true,
        link: sourceLink(createdAt),
        key: segmentKeyText(segment),
        keyMadeOf: segment.keySource === null ? null : keySourceText(segment.keySource),
        number: segment.number,
        size: segment.size === null ? "size unknown" : counted(segment.size, "byte"),
        locked: segment.locked === true,
        creator: createdBy === null ? null : `created by ${createdBy}`,
        block,
        mark: markOf(segment, moment.before, block),
    };
}

function markOf(segment: SharedMemory, before: State | null, block: MemoryBlock): Mark {
    const previous = before?.objects.get(segment.id);
    return segment.removed && previous?.removed === false ? "marked for deletion" : memoryMark(segment, before, block);
}
