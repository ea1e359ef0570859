/** Memory of no file that processes share (mmap(2), MAP_SHARED with MAP_ANONYMOUS): only a fork brings another process to it. */
import type { ObjectBase } from "../kernelObject";
import { count } from "../words";
import type { Kind } from "./kind";
import { hexLines, previewOf } from "./preview";

export interface AnonymousMemory extends ObjectBase {
    readonly kind: "anonymousMemory";
    /** Bytes, whole pages. */
    readonly size: number;
}

export interface AnonymousMemoryFacts {
    readonly size: number;
}

export const anonymousMemory: Kind<AnonymousMemory, AnonymousMemoryFacts, never> = {
    word: "shared anonymous memory",
    traits: { named: false, position: "none", identity: "maker", connects: true, buffers: false },
    begins: (base, { size }) => ({ ...base, kind: "anonymousMemory", size }),
    events: {},
    json: (memory) => ({ size: memory.size, attached: memory.mapped, preview: previewOf(memory) }),
    lines: (memory) => [
        `${memory.id}  (${count(memory.size, "byte")}, mapped ${memory.mapped === 1 ? "once" : `${memory.mapped} times`})`,
        ...hexLines(memory),
    ],
};
