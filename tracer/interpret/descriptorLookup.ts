/** What a descriptor number of a process stands for in the state. */
import { tableOf } from "../model/descriptorTable";
import type { Description, Descriptor, KernelObject, ProcessId, State } from "../model/state";

export interface OpenDescriptor {
    readonly fd: number;
    readonly descriptor: Descriptor;
    readonly description: Description;
    readonly object: KernelObject;
}

export function openDescriptor(state: State, process: ProcessId, fd: number): OpenDescriptor | undefined {
    const descriptor = tableOf(state, process)?.descriptors.get(fd);
    const description = descriptor === undefined ? undefined : state.descriptions.get(descriptor.description);
    const object = description === undefined ? undefined : state.objects.get(description.object);
    return descriptor === undefined || description === undefined || object === undefined
        ? undefined
        : { fd, descriptor, description, object };
}
