/** A system call that has not returned. */
import type { Awaits } from "../model/awaits";
import { DecodedCall } from "../syscalls/decodedCall";
import type { ArgumentName, Syscall } from "../syscalls/table";
import type { Capture, Word } from "../trace/record";
import type { OpenDescriptor } from "./descriptorLookup";
import type { Interpretation } from "./interpretation";
import type { CallBlocked } from "../model/owners/call";
import type { Task } from "./tracedTasks";

/** What a call waits for, as its event says it. */
export type Awaited = Pick<
    CallBlocked,
    "fd" | "description" | "object" | "also" | "newObject" | "newOthers" | "awaits" | "offered" | "data" | "messages" | "packet" | "slots"
>;

export class EnteredCall extends DecodedCall {
    constructor(
        readonly interpretation: Interpretation,
        readonly task: Task,
        row: Syscall,
        args: readonly Word[],
        captures: readonly Capture[],
        private readonly stack: number,
    ) {
        super(row, args, captures);
    }

    /** The function of the C library that makes it, as far as the stack tells. */
    get libraryFunction(): string | undefined {
        return this.interpretation.sources.libraryFunction(this.stack);
    }

    descriptor(name: ArgumentName): OpenDescriptor | undefined {
        return this.has(name) ? this.interpretation.descriptor(this.task, this.int(name)) : undefined;
    }

    /** It was given a time: milliseconds, of which a negative number means none (poll(2)), or a pointer to a structure. */
    endsByItself(): boolean {
        return (this.has("milliseconds") && this.int("milliseconds") >= 0) || (this.has("timeout") && this.word("timeout") !== 0n);
    }

    /** It waits for the object behind a descriptor; of one that is not known, only its number can be said. */
    awaitsAt(name: ArgumentName, awaits: Awaits): Awaited {
        const open = this.descriptor(name);
        if (open === undefined) return { fd: this.has(name) ? this.int(name) : null, description: null, object: null, awaits };
        return awaitedOf(open, awaits);
    }
}

/** It waits for the object behind this descriptor. */
export function awaitedOf({ fd, description, object }: OpenDescriptor, awaits: Awaits): Awaited {
    return { fd, description: description.id, object: object.id, awaits };
}

/** It waits for nothing that a descriptor stands for. */
export function awaitsElsewhere(awaits: Awaits): Awaited {
    return { fd: null, description: null, object: null, awaits };
}
