/** Memory of no file that processes share (mmap(2), MAP_SHARED with MAP_ANONYMOUS). */
import type { AnonymousMemory } from "../../../tracer/model/kinds/anonymousMemory";
import type { ObjectCardBase } from "../../card/card";
import { counted } from "../../card/numberText";
import type { CardKind, Moment } from "../kind";
import { blockLines, memoryBlock, type MemoryBlock } from "../memory/block";
import { memoryMark, memoryShape } from "../memory/memoryCard";

export interface AnonymousMemoryCard extends ObjectCardBase {
    readonly kind: "anonymousMemory";
    /** "4 096 bytes" */
    readonly size: string;
    readonly block: MemoryBlock;
}

export const anonymousMemory: CardKind<AnonymousMemory, AnonymousMemoryCard> = {
    card: cardOf,
    label: (_, id) => id,
    use: (_, { object }) => ({ label: object, note: null, flow: "quiet" }),
    flow: () => "quiet",
    lines: (card) => [`${card.id} ${card.title} · ${card.size}`, ...blockLines(card.block)],
    passing: false,
    counted: "shared mapping",
};

function cardOf(memory: AnonymousMemory, moment: Moment): AnonymousMemoryCard {
    const block = memoryBlock(memory, moment);
    return {
        kind: "anonymousMemory",
        id: memory.id,
        title: "shared memory",
        path: null,
        removed: false,
        shape: memoryShape,
        room: "full",
        channel: true,
        landmark: true,
        link: null,
        size: counted(memory.size, "byte"),
        block,
        mark: memoryMark(memory, moment.before, block),
    };
}
