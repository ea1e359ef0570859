/** What of a stream of events a runtime does for itself, by the rules of `runtimes`. */
import type { Event } from "../event";
import { wordOf, type ObjectId } from "../identities";
import { tableOf } from "../owners/lookups";
import type { Process } from "../owners/process";
import type { State } from "../state";
import { runtimes, type Runtime, type RuntimeRule } from "./runtimes";
import { baseName } from "../baseName";

/** The runtime that the process is a program of; null: none that is known. */
export function runtimeOf(process: Process | undefined): Runtime | null {
    const program = process?.arguments[0];
    return program === undefined ? null : (runtimes.find((runtime) => runtime.program.test(baseName(program))) ?? null);
}

/** Events go in one after the other, since a runtime's own pipes are known by how they began. */
export class RuntimeWork {
    private readonly ownPipes = new Set<ObjectId>();

    /** `state`: after the event. */
    observe(event: Event, state: State): void {
        if (event.kind !== "pipeCreated") return;
        if (runtimeOf(state.processes.get(event.process))?.pipesAreItsOwn === true) this.ownPipes.add(event.object);
    }

    /** The runtime for whose sake it happened; null: the program's. */
    runtimeBehind(event: Event, state: State): Runtime | null {
        const runtime = runtimeOf(state.processes.get(event.process));
        return runtime?.rules.some((rule) => this.fits(rule, event, state)) === true ? runtime : null;
    }

    private fits(rule: RuntimeRule, event: Event, state: State): boolean {
        const object = "object" in event ? (event.object ?? null) : null;
        return (
            (rule.kinds === undefined || rule.kinds.includes(event.kind)) &&
            (rule.objects === undefined || (object !== null && isOfKind(object, rule.objects))) &&
            (rule.ownPipes === undefined || (object !== null && this.ownPipes.has(object))) &&
            matches(rule.calls, event.call) &&
            matches(rule.errors, "error" in event ? event.error : undefined) &&
            matches(rule.paths, "path" in event ? (event.path ?? undefined) : undefined) &&
            matches(rule.signals, "signal" in event ? (event.signal ?? undefined) : undefined) &&
            (rule.actions === undefined || (event.kind === "signalActionChanged" && rule.actions.includes(event.action))) &&
            (rule.descriptors === undefined || ("fd" in event && event.fd !== null && rule.descriptors.includes(event.fd))) &&
            (rule.starting === undefined || !hasEpoll(event, state))
        );
    }
}

function isOfKind(object: ObjectId, kinds: readonly string[]): boolean {
    return kinds.includes(wordOf(object));
}

function matches(pattern: RegExp | undefined, text: string | number | undefined): boolean {
    return pattern === undefined || (typeof text === "string" && pattern.test(text));
}

function hasEpoll({ process, tid }: Event, state: State): boolean {
    for (const { description } of tableOf(state, process, tid)?.descriptors.values() ?? []) {
        const object = state.descriptions.get(description)?.object;
        if (object !== undefined && isOfKind(object, ["epoll"])) return true;
    }
    return false;
}
