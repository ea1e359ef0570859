/** Events about names in the file system, and about files as a whole. */
import type * as events from "../events/event";
import { introduce, isPipe, nameRemoved } from "./objects";
import { withObject } from "./stateParts";
import type { State } from "./state";

export function fifoCreated(state: State, event: events.FifoCreated): State {
    return introduce(state, event.newObject, event);
}

export function fileRemoved(state: State, event: events.FileRemoved): State {
    return nameRemoved(state, event.object);
}

export function fileRenamed(state: State, event: events.FileRenamed): State {
    const object = state.objects.get(event.object);
    return object === undefined ? state : withObject(state, { ...object, name: event.newPath });
}

export function fileTruncated(state: State, event: events.FileTruncated): State {
    const object = state.objects.get(event.object);
    return object === undefined || isPipe(object) ? state : withObject(state, { ...object, size: event.size });
}
