import type { ObjectId } from "../../model/identities";
import type { Event } from "../../model/event";
import type { State } from "../../model/state";
import { inPlace, nameOf } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** What was made without a key and not removed stays until the machine is restarted, and nobody can find it any more (shmget(2)). */
export const leftBehindObjects: Rule = {
    id: "IPC071",
    title: "A System V object was never removed",
    severity: "warning",
    about: "memory",
    watch() {
        const made = new Map<ObjectId, Event>();
        return {
            ...hears(["messageQueueCreated", "semaphoreSetCreated", "sharedMemoryCreated"], (event) => {
                if ("key" in event.newObject) made.set(event.newObject.id, event);
            }),
            findings: ({ state, unfinished }) =>
                unfinished ? [] : [...made].flatMap(([id, event]) => (isLeft(state, id) ? [findingOf(id, event)] : [])),
        };
    },
};

function isLeft(state: State, id: ObjectId): boolean {
    const object = state.objects.get(id);
    if (object?.kind !== "sharedMemory" && object?.kind !== "semaphoreSet" && object?.kind !== "messageQueue") return false;
    const isOver = [...state.processes.values()].every(({ exit }) => exit !== null);
    return isOver && object.key === 0 && !object.inherited && !object.removed;
}

function findingOf(id: ObjectId, event: Event): NewFinding {
    const { process, source } = event;
    return {
        certainty: "proven",
        message:
            `${id}, which ${process} made with ${nameOf(event)}${inPlace(source)}, is still there although all processes have ended, ` +
            "and since it has no key nobody can find it. System V objects last until they are removed (IPC_RMID) or the machine is restarted.",
        process,
        object: id,
        locations: places(["cause", process, source]),
    };
}
