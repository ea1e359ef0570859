/**
 * Whether the events of a recording can have happened in their order, and the states between them can be: what any reader
 * of the man pages knows, without asking the kernel. Under the judge (docs/verify.md) calls are made one at a time; this
 * holds for recordings at full speed, too.
 */
import { advance } from "../model/apply";
import { Draft } from "../model/draft";
import type { Event } from "../model/event";
import { lookAt } from "../model/lookAt";
import type { State } from "../model/state";
import { descriptorRules } from "./descriptorRules";
import { rulesOf } from "./kindRules";
import { narrationRules } from "./narrationRules";
import { OverdueWaits } from "./overdueWaits";
import { processRules, processStateRules } from "./processRules";
import { referenceRules } from "./referenceRules";
import { signalRules } from "./signalRules";

const eventRules = [...narrationRules, ...descriptorRules, ...processRules, ...signalRules];
const stateRules = [...processStateRules, ...referenceRules];

/** What is looked at in all states together may cost so many steps for each event, on the average. */
const stepsForEvent = 256;

export class Consistency {
    private readonly draft = new Draft();
    /** Of threads that are in a call, or whose next event is its outcome: seq of the event with which it began. */
    private readonly begun = new Map<number, number>();
    private readonly waits = new OverdueWaits();
    /** What did not hold of the state that was looked at last: it is said once. */
    private standing: ReadonlySet<string> = new Set();
    private steps = 0;
    private size = 0;

    /** What does not hold of the next event, and of the state after it: "event 19: …", one line each. */
    see(event: Event): readonly string[] {
        const before = this.draft.now;
        const faults = eventRules.flatMap((rule) => rule(event, before));
        if ("object" in event && event.object !== null) faults.push(...this.ofObject(event, event.object));
        this.follow(event);
        advance(this.draft, event);
        if (!isGoingOn(event)) faults.push(...this.ofState(event.kind === "traceEnded"));
        return faults.map((fault) => `event ${event.seq}: ${fault}`);
    }

    private ofObject(event: Event, id: string): readonly string[] {
        const before = this.draft.now;
        const object = before.objects.get(id);
        const rule = object === undefined ? undefined : rulesOf(object).event;
        if (object === undefined || rule === undefined) return [];
        return rule(event, object, { before, look: lookAt(before), began: this.begun.get(event.tid) ?? event.seq });
    }

    private follow({ kind, tid, call, seq }: Event): void {
        if (kind === "callBlocked") this.begun.set(tid, seq);
        else if (kind !== "callResumed" && call !== undefined) this.begun.delete(tid);
    }

    /** A whole state costs as many steps as it has parts, so that a large one is not looked at after every event. */
    private ofState(always: boolean): readonly string[] {
        this.steps += stepsForEvent;
        if (this.steps < this.size && !always) return [];
        const { now } = this.draft;
        this.steps = 0;
        this.size = sizeOf(now);
        const look = lookAt(now);
        const ofObjects = [...now.objects.values()].flatMap((object) => rulesOf(object).object?.(object, look, now) ?? []);
        const before = this.standing;
        this.standing = new Set([...stateRules.flatMap((rule) => rule(now)), ...ofObjects]);
        return [...[...this.standing].filter((fault) => !before.has(fault)), ...this.waits.see(now)];
    }
}

/** What the call did that has just been resumed, and where spliced bytes went, is told by the next event. */
function isGoingOn(event: Event): boolean {
    return event.kind === "callResumed" || (event.kind === "bytesRead" && event.spliced === true);
}

function sizeOf({ processes, tables, descriptions, objects }: State): number {
    let size = processes.size + descriptions.size + objects.size;
    for (const { descriptors } of tables.values()) size += descriptors.size;
    return size;
}
