/** Answers the questions that kinds ask of a state. */
import { awaitedObjects } from "./awaitedObjects";
import { kindOf } from "./kinds/kinds";
import type { Look } from "./look";
import { descriptorsWhere, ObjectHolders } from "./objectHolders";
import { endsOf } from "./openFlags";
import { awaitsSignals } from "./outsideSignals";
import { readyFor } from "./readiness";
import type { State } from "./state";
import { shortPath } from "./words";

/** Of one moment: where the state goes on, another look is needed. */
export function lookAt(state: State): Look {
    const objectHolders = new ObjectHolders(state);
    const look: Look = {
        name(id) {
            const object = state.objects.get(id);
            if (object === undefined || object.name === null) return id;
            const kind = kindOf(object);
            return kind.nameAlone === true ? object.name : `the ${kind.word} ${shortPath(object.name)}`;
        },
        ends(object, end) {
            let descriptors = 0;
            for (const description of state.descriptions.values()) {
                if (description.object === object && endsOf(description).includes(end)) descriptors += description.references;
            }
            return descriptors;
        },
        holders: (object, end) => objectHolders.of(object, (description) => endsOf(description).includes(end)),
        referrers: (id) => descriptorsWhere(state, (description) => description.id === id),
        isInFlight: (object, end) =>
            [...state.descriptions.values()].some(
                (each) => each.object === object && each.inFlight.length > 0 && endsOf(each).includes(end),
            ),
        references: (description) => state.descriptions.get(description)?.references ?? 0,
        whyReady(id, events) {
            const object = state.objects.get(id);
            if (object === undefined) return [];
            return [...new Set(readyFor(events).flatMap((what) => kindOf(object).whyReady?.(object, what, look) ?? []))];
        },
        ended: (id) => {
            const process = state.processes.get(id);
            return process === undefined ? null : process.exit !== null;
        },
        waiting: (object) =>
            [...state.processes.values()].flatMap((process) =>
                [...process.threads.values()].flatMap(({ call }) =>
                    call !== null && awaitedObjects(call).includes(object) ? [{ ...call, process: process.id }] : [],
                ),
            ),
        users: (object) =>
            [...state.processes.values()].flatMap(({ id, uses }) => {
                const use = uses.get(object);
                return use === undefined ? [] : [{ ...use, process: id }];
            }),
        mappers: (object) =>
            [...state.processes.values()].flatMap(({ id, exit, space }) => {
                const mappings = [...(state.spaces.get(space)?.mappings.values() ?? [])];
                return exit === null && mappings.some((mapping) => mapping.object === object) ? [id] : [];
            }),
        otherMappers(id) {
            const object = state.objects.get(id);
            return object?.kind === "anonymousMemory" && !object.inherited ? null : `whoever maps ${look.name(id)}`;
        },
        threads: (process) => [...(state.processes.get(process)?.threads.keys() ?? [])],
        awaitsSignals(id) {
            const process = state.processes.get(id);
            return process !== undefined && awaitsSignals(process);
        },
        alike: <O extends { readonly kind: string }>({ kind }: O): readonly O[] =>
            [...state.objects.values()].filter((each) => each.kind === kind) as unknown as readonly O[],
    };
    return look;
}
