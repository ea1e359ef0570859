/** What of a stream of events a runtime does for itself, by the rules of `runtimes`. */
import type { Event } from "../event";
import { wordOf, type ObjectId } from "../identities";
import { tableOf } from "../owners/lookups";
import type { Process } from "../owners/process";
import { programOf } from "../runtimePrograms";
import type { State } from "../state";
import { isOfInspector } from "./inspectorSockets";
import { runtimes, type Runtime, type RuntimeRule } from "./runtimes";
import { startupKind } from "./startupFiles";

/** By a process's arguments, which never change: it is asked at each event. */
const runtimesOf = new WeakMap<readonly string[], Runtime | null>();

/** The runtime that the process is a program of; null: none that is known. */
export function runtimeOf(process: Process | undefined): Runtime | null {
    if (process === undefined) return null;
    const known = runtimesOf.get(process.arguments);
    if (known !== undefined) return known;
    const found = programOf(process, runtimes) ?? null;
    runtimesOf.set(process.arguments, found);
    return found;
}

/** The runtime did it for itself, whatever has happened before. `state`: after the event. */
export function isOfRuntime(event: Event, state: State): boolean {
    const process = state.processes.get(event.process);
    const runtime = runtimeOf(process);
    if (process === undefined || runtime === null) return false;
    return isForDebugger(process, event, state) || runtime.rules.some((rule) => rule.ownPipes === undefined && fits(rule, event, state));
}

/** Events go in one after the other, since a runtime's own pipes are known by how they began. */
export class RuntimeWork {
    private readonly ownPipes = new Set<ObjectId>();
    /** By process: files that its runtime has opened for itself. */
    private readonly ownFiles = new Set<string>();

    /** `state`: after the event. */
    observe(event: Event, state: State): void {
        if (event.kind !== "pipeCreated" && event.kind !== "descriptorOpened") return;
        const process = state.processes.get(event.process);
        const runtime = runtimeOf(process);
        if (runtime === null) return;
        if (event.kind === "pipeCreated") {
            if (runtime.pipesAreItsOwn) this.ownPipes.add(event.object);
            return;
        }
        const path = state.objects.get(event.object)?.name ?? null;
        if (path === null || event.description.access !== "read") return;
        if (isScriptOf(process, runtime, path) || startupKind(path, runtime) === "runtime") {
            this.ownFiles.add(`${event.process} ${event.object}`);
        }
    }

    /** A file that the runtime of the event's process reads for itself. */
    isAboutOwnFile(event: Event): boolean {
        return "object" in event && event.object !== null && this.ownFiles.has(`${event.process} ${event.object}`);
    }

    /** The runtime for whose sake it happened; null: the program's. */
    runtimeBehind(event: Event, state: State): Runtime | null {
        const process = state.processes.get(event.process);
        const runtime = runtimeOf(process);
        if (process === undefined || runtime === null) return null;
        const isItsOwn =
            isForDebugger(process, event, state) ||
            this.isAboutOwnFile(event) ||
            runtime.rules.some((rule) => (rule.ownPipes === undefined || this.isAboutOwnPipe(event)) && fits(rule, event, state));
        return isItsOwn ? runtime : null;
    }

    private isAboutOwnPipe(event: Event): boolean {
        const object = objectOf(event);
        return object !== null && this.ownPipes.has(object);
    }
}

function objectOf(event: Event): ObjectId | null {
    return "object" in event ? (event.object ?? null) : null;
}

function isForDebugger(process: Process, event: Event, state: State): boolean {
    const object = objectOf(event);
    return object !== null && isOfInspector(process, object, state);
}

/** All that the rule names, but for whose pipe it is. */
function fits(rule: RuntimeRule, event: Event, state: State): boolean {
    const object = objectOf(event);
    return (
        (rule.kinds === undefined || rule.kinds.includes(event.kind)) &&
        (rule.objects === undefined || (object !== null && isOfKind(object, rule.objects))) &&
        matches(rule.calls, event.call) &&
        matches(rule.errors, "error" in event ? event.error : undefined) &&
        matches(rule.paths, "path" in event ? (event.path ?? undefined) : undefined) &&
        matches(rule.signals, "signal" in event ? (event.signal ?? undefined) : undefined) &&
        (rule.actions === undefined || (event.kind === "signalActionChanged" && rule.actions.includes(event.action))) &&
        (rule.descriptors === undefined || ("fd" in event && event.fd !== null && rule.descriptors.includes(event.fd))) &&
        (rule.starting === undefined || !hasEpoll(event, state))
    );
}

function isOfKind(object: ObjectId, kinds: readonly string[]): boolean {
    return kinds.includes(wordOf(object));
}

function matches(pattern: RegExp | undefined, text: string | number | undefined): boolean {
    return pattern === undefined || (typeof text === "string" && pattern.test(text));
}

/** What it runs: the first of its arguments that is neither an option nor the value of one. */
function isScriptOf(process: Process | undefined, { optionsWithValue }: Runtime, path: string): boolean {
    const script = process?.arguments.find(
        (argument, index, all) => index > 0 && !argument.startsWith("-") && !(index > 1 && optionsWithValue.has(all[index - 1] ?? "")),
    );
    return script !== undefined && script !== "" && `/${path}`.endsWith(`/${script.replace(/^\.\//, "")}`);
}

function hasEpoll({ process, tid }: Event, state: State): boolean {
    for (const { description } of tableOf(state, process, tid)?.descriptors.values() ?? []) {
        const object = state.descriptions.get(description)?.object;
        if (object !== undefined && isOfKind(object, ["epoll"])) return true;
    }
    return false;
}
