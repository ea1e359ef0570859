/** Objects that serve a runtime alone: its event loop, its wakers, the pipe on which it tells itself of signals, its debugger's sockets. */
import { wordOf, type ObjectId } from "../identities";
import { tablesOf } from "../owners/lookups";
import type { Process } from "../owners/process";
import type { State } from "../state";
import { isOfInspector } from "./inspectorSockets";
import { runtimeOf } from "./runtimeWork";
import type { Runtime } from "./runtimes";

/** Of each the runtime's name. Where another program holds one too, it is no longer the runtime's alone. */
export function runtimeObjects(state: State): ReadonlyMap<ObjectId, string> {
    const found = new Map<ObjectId, string>();
    const shared = new Set<ObjectId>();
    const processes = [...state.processes.values()].filter(({ exit }) => exit === null);
    if (!processes.some((process) => runtimeOf(process) !== null)) return found;
    for (const process of processes) {
        const runtime = runtimeOf(process);
        for (const reached of reachedBy(process, state)) {
            const isItsOwn =
                runtime !== null &&
                (serves(runtime, reached, beginningOf(process, state), state) || isOfInspector(process, reached.id, state));
            if (isItsOwn) found.set(reached.id, runtime.name);
            else shared.add(reached.id);
        }
    }
    for (const id of shared) found.delete(id);
    return found;
}

interface Reached {
    readonly id: ObjectId;
    /** The call that made the descriptor; null: unknown, or there is none. */
    readonly by: string | null;
}

/** `since`: seq since which the process is a program of the runtime, at the latest. */
function serves(runtime: Runtime, { id, by }: Reached, since: number, state: State): boolean {
    if (runtime.rules.some(({ objects }) => objects?.some((kind) => kind === wordOf(id)) === true)) return true;
    const object = state.objects.get(id);
    return runtime.pipesAreItsOwn && by === "pipe2" && object?.inherited === false && object.since > since;
}

/** Of a copy that executes no other program, that of the process that it is a copy of. */
function beginningOf(process: Process, state: State): number {
    const parent = process.parent === null ? undefined : state.processes.get(process.parent);
    return process.executed > 0 || parent === undefined || runtimeOf(parent) === null ? process.bornAt : beginningOf(parent, state);
}

function reachedBy(process: Process, state: State): readonly Reached[] {
    const uses = [...process.uses.keys()].map((id) => ({ id, by: null }));
    const held = tablesOf(state, process).flatMap((table) =>
        [...table.descriptors.values()].flatMap(({ description, got }) => {
            const id = state.descriptions.get(description)?.object;
            return id === undefined ? [] : [{ id, by: got?.by ?? null }];
        }),
    );
    // A futex begins with who waits there.
    const awaited = [...process.threads.values()].flatMap(({ call }) => {
        const id = call?.object ?? null;
        return id === null ? [] : [{ id, by: null }];
    });
    return [...uses, ...held, ...awaited];
}
