/** What a Node program has made the kernel do, of all that is in a recording of it. */
import path from "node:path";
import { interpretTrace } from "../../tracer/cli/interpretTrace";
import { advance } from "../../tracer/model/apply";
import { Draft } from "../../tracer/model/draft";
import type { Event } from "../../tracer/model/event";
import { RuntimeWork } from "../../tracer/model/folding/runtimeWork";
import { runtimes } from "../../tracer/model/folding/runtimes";
import { startupKind } from "../../tracer/model/folding/startupFiles";
import type { KernelObject } from "../../tracer/model/kindTypes";
import type { State } from "../../tracer/model/state";

export interface Caused {
    readonly event: Event;
    /** Of the object that it is about; null: none. */
    readonly about: KernelObject["kind"] | null;
}

/** Of the same call others tell. */
const others: ReadonlySet<Event["kind"]> = new Set(["callBlocked", "callResumed"]);
/** What libuv opens in advance, to have a descriptor when there are no more. */
const spare = "/dev/null";
/** A process, a thread or a handler ends. */
const endings = /^(exit|exit_group|munmap|rt_sigreturn)$/;

/** `script`: what Node ran. Calls that its processes make once they have opened the script, but for those that Node, or a library, makes for itself. */
export async function causedEvents(trace: string, script: string): Promise<readonly Caused[]> {
    const caused: Caused[] = [];
    const running = new Set<string>();
    const ownFiles = new Set<string>();
    const work = new RuntimeWork();
    const draft = new Draft();
    for await (const { events } of interpretTrace(trace)) {
        for (const event of events) {
            advance(draft, event);
            work.observe(event, draft.now);
            const name = event.kind === "descriptorOpened" ? (draft.now.objects.get(event.object)?.name ?? "") : "";
            const about = "object" in event && event.object !== null ? `${event.process} ${event.object}` : "";
            if (name !== "" && startupKind(name, runtimes[0]) !== null) ownFiles.add(about);
            if (event.kind === "programExecuted") running.delete(event.process);
            const isOfNode = work.runtimeBehind(event, draft.now) !== null || isMessageOfNode(event) || isMissingFileOfNode(event);
            const isOwn = isOfNode || ownFiles.has(about) || name === spare || isTooLate(event);
            if (running.has(event.process) && !isOwn && isCall(event)) caused.push({ event, about: kindOf(event, draft.now) });
            if (path.basename(name) === script) running.add(event.process);
        }
    }
    return caused;
}

function kindOf(event: Event, state: State): KernelObject["kind"] | null {
    return "object" in event && event.object !== null ? (state.objects.get(event.object ?? "")?.kind ?? null) : null;
}

function isCall({ kind, call }: Event): boolean {
    return call !== undefined && !others.has(kind) && !endings.test(call);
}

/** Of Node's own accord: between a cluster's primary and its workers, or about handles that are passed. */
function isMessageOfNode(event: Event): boolean {
    const messages = "messages" in event ? (event.messages ?? []) : [];
    const isOfNode = messages.length > 0 && messages.every((message) => typeof message === "string" && message.includes("of Node itself"));
    return isOfNode && event.source === undefined && event.begunAt === undefined;
}

/** A thread of Node's own wakes a loop that has closed its descriptors, since the process ends. */
function isTooLate(event: Event): boolean {
    const { tid, pid, source, begunAt } = event;
    return event.kind === "callReturned" && event.error === "EBADF" && tid !== pid && source === undefined && begunAt === undefined;
}

/** It looked for one that it needs for itself. */
function isMissingFileOfNode(event: Event): boolean {
    return event.kind === "callReturned" && event.path !== undefined && startupKind(event.path, runtimes[0]) !== null;
}
