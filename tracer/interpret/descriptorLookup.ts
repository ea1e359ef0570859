/** What a descriptor number stands for in the state. */
import type { ProcessId } from "../model/identities";
import type { KernelObject } from "../model/kindTypes";
import type { Descriptor } from "../model/owners/descriptorTable";
import { tableOf } from "../model/owners/lookups";
import type { OpenFileDescription } from "../model/owners/openFileDescription";
import type { State } from "../model/state";

export interface OpenDescriptor {
    readonly fd: number;
    readonly descriptor: Descriptor;
    readonly description: OpenFileDescription;
    readonly object: KernelObject;
}

/** In the table of one thread. */
export function openDescriptor(state: State, process: ProcessId, tid: number, fd: number): OpenDescriptor | undefined {
    const descriptor = tableOf(state, process, tid)?.descriptors.get(fd);
    const description = descriptor === undefined ? undefined : state.descriptions.get(descriptor.description);
    const object = description === undefined ? undefined : state.objects.get(description.object);
    return descriptor === undefined || description === undefined || object === undefined
        ? undefined
        : { fd, descriptor, description, object };
}
