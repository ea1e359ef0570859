/** Memory of no file that processes share (mmap(2), MAP_SHARED with MAP_ANONYMOUS): only a fork brings another process to it. */
import type { ObjectBase } from "../kernelObject";
import { count } from "../words";
import type { Kind } from "./kind";

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
    json: ({ size, mapped }) => ({ size, attached: mapped }),
    remark: ({ size, mapped }) => `${count(size, "byte")}, mapped ${mapped === 1 ? "once" : `${mapped} times`}`,
};
