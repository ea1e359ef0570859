/** A ring of four places in a shared memory segment, filled by one process and emptied by another, while memory is watched. */
import type { MemoryLayout } from "../../../webview/protocol/memoryLayout";
import { Story } from "../story";

const object = "sharedMemory1";
const address = 0x7f3c_1f40_1000n;

/** struct ring { int head, tail; char name[8]; int items[4]; } */
function ringBytes(head: number, tail: number, items: readonly number[]): Uint8Array {
    const bytes = new Uint8Array(64);
    const view = new DataView(bytes.buffer);
    for (const [index, value] of [head, tail].entries()) view.setInt32(4 * index, value, true);
    bytes.set(new TextEncoder().encode("orders"), 8);
    for (const [index, value] of items.entries()) view.setInt32(16 + 4 * index, value, true);
    return bytes;
}

function integer(value: number): Uint8Array {
    return new Uint8Array(Int32Array.of(value).buffer);
}

export function ring(): Story {
    const story = new Story("/home/student/samples/c/ring.c", 4711);
    const newObject = { id: object, kind: "sharedMemory", name: null, key: 0x14, number: 32_771, size: 64, mode: 0o600 } as const;
    const seen = (data: Uint8Array, facts: { readonly changed?: number; readonly ran?: readonly string[] } = {}): Story =>
        story.tell({ kind: "contentsSeen", process: "p1", object, offset: 0, data, ...facts });
    story.started("p1", "./ring").terminal("p1").stop("p1", 12, "breakpoint");
    story.tell({ kind: "sharedMemoryCreated", call: "shmget", process: "p1", object, newObject }, 14);
    story.tell(
        { kind: "segmentAttached", call: "shmat", process: "p1", object, address, length: 4096, protection: "rw-", replaced: false },
        15,
    );
    story.forked("p1", "p2", 18);
    seen(ringBytes(1, 0, [7, 0, 0, 0]));
    story.stop("p1", 20);
    const place = { object, address: address + 20n, offset: 20, length: 4 };
    story.tell({ kind: "memoryWritten", process: "p1", ...place, before: integer(0), data: integer(12) }, 22);
    story.tell({ kind: "memoryRead", process: "p2", ...place, offset: 0, address, data: integer(1), times: 1200 }, 41);
    seen(ringBytes(2, 1, [7, 12, 0, 0]), { changed: 3, ran: ["p1", "p2"] });
    return story.stop("p1", 23);
}

/** What the debugger tells of it. */
export const ringLayout: MemoryLayout = {
    variable: "ring",
    type: "struct ring",
    offset: 0,
    fields: [
        { name: "head", offset: 0, size: 4, count: 1, form: "signed" },
        { name: "tail", offset: 4, size: 4, count: 1, form: "signed" },
        { name: "name", offset: 8, size: 8, count: 1, form: "text" },
        { name: "items", offset: 16, size: 4, count: 4, form: "signed" },
    ],
};
