/** Events that change descriptors and open file descriptions. */
import type * as events from "../events/event";
import { changeDescription, describe } from "./descriptions";
import { putDescriptor, removeDescriptor, setCloseOnExec, unshareTable } from "./descriptorTable";
import { introduce, isPipe } from "./objects";
import { continueWrites } from "./pipeWrites";
import { withObject } from "./stateParts";
import type { State } from "./state";

export function descriptorOpened(state: State, event: events.DescriptorOpened | events.DescriptorInherited): State {
    const described = describe(introduce(state, event.newObject, event), event.description, event.seq);
    return putDescriptor(described, event.process, {
        fd: event.fd,
        closeOnExec: event.closeOnExec,
        description: event.description.id,
        since: event.seq,
    });
}

export function descriptorDuplicated(state: State, event: events.DescriptorDuplicated): State {
    return putDescriptor(state, event.process, {
        fd: event.newFd,
        closeOnExec: event.closeOnExec,
        description: event.description,
        since: event.seq,
    });
}

export function descriptorClosed(state: State, event: events.DescriptorClosed): State {
    return removeDescriptor(state, event.process, event.fd, event.seq);
}

export function descriptorFlagsChanged(state: State, event: events.DescriptorFlagsChanged): State {
    return setCloseOnExec(state, event.process, event.fd, event.closeOnExec);
}

export function statusFlagsChanged(state: State, event: events.StatusFlagsChanged): State {
    return changeDescription(state, event.description, { statusFlags: event.statusFlags });
}

export function offsetChanged(state: State, event: events.OffsetChanged): State {
    return changeDescription(state, event.description, { offset: event.offset });
}

export function descriptorTableUnshared(state: State, event: events.DescriptorTableUnshared): State {
    const process = state.processes.get(event.process);
    return process === undefined ? state : unshareTable(state, process, event.seq);
}

export function pipeCreated(state: State, event: events.PipeCreated): State {
    let result = introduce(state, event.newObject, event);
    const ends = [
        [event.readEnd, "read"],
        [event.writeEnd, "write"],
    ] as const;
    for (const [end, access] of ends) {
        // Packets are a matter of the write end: O_DIRECT stands there alone (fs/pipe.c, create_pipe_files).
        const statusFlags = access === "write" ? event.statusFlags : event.statusFlags.filter((flag) => flag !== "O_DIRECT");
        const description = { id: end.description, object: event.object, access, statusFlags, offset: null };
        result = describe(result, description, event.seq);
        result = putDescriptor(result, event.process, { ...end, since: event.seq });
    }
    return result;
}

export function capacityChanged(state: State, event: events.CapacityChanged): State {
    const pipe = state.objects.get(event.object);
    // A larger ring may let waiting writers go on (fs/pipe.c, pipe_resize_ring).
    return isPipe(pipe) ? withObject(state, continueWrites({ ...pipe, capacity: event.capacity }, false)) : state;
}
