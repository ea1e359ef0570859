/** A mutex that is held while two wait, and a condition, in memory that all share. */
import type { FutexType, FutexWait } from "../../../tracer/model/kinds/futex/state";
import { Story } from "../story";

const memory = "anonymousMemory1";

function waits(story: Story, process: string, object: string, at: bigint, type: FutexType, owner: string | null, isNew: boolean): void {
    const word: FutexWait = {
        address: 0x7f00_0000n + at,
        operation: "FUTEX_WAIT",
        expected: 2,
        bitset: 0xffff_ffff,
        limited: false,
        reading: { value: 2, owner: owner === null ? null : { tid: 4711, process: owner }, robust: false, parties: null },
    };
    const newObject = { id: object, kind: "futex", name: null, type, place: { memory, at, private: false } } as const;
    const called = type === "mutex" ? "pthread_mutex_lock" : "pthread_cond_wait";
    const awaits = { what: "futex", word } as const;
    const event = { kind: "callBlocked", call: "futex", called, process, object, fd: null, description: null, awaits } as const;
    story.tell({ ...event, ...(isNew && { newObject }) }, 31);
}

export function mutexes(): Story {
    const story = new Story("/home/student/samples/c/condition.c", 4711);
    story.started("p1", "./condition").terminal("p1").stop("p1", 12, "breakpoint");
    const newObject = { id: memory, kind: "anonymousMemory", name: null, size: 4096 } as const;
    const place = { address: 0x7f00_0000n, length: 4096, offset: 0, protection: "rw-", shared: true } as const;
    story.tell({ kind: "memoryMapped", call: "mmap", process: "p1", object: memory, newObject, fd: null, ...place }, 14);
    story.forked("p1", "p2", 18).forked("p1", "p3", 18).forked("p1", "p4", 18).stop("p1", 20);
    waits(story, "p4", "futex1", 0x28n, "condition variable", null, true);
    waits(story, "p2", "futex2", 0n, "mutex", "p1", true);
    waits(story, "p3", "futex2", 0n, "mutex", "p1", false);
    return story.stop("p1", 32);
}
