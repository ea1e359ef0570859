/**
 * The descriptors that a process had before the trace knew it, from the kernel's account. Only that: of processes whose
 * tables the events have told, a snapshot is a judge and must not become a source.
 */
import type { DescriptionId } from "../model/identities";
import { accessMode, closeOnExecFlag, statusFlagNames } from "../model/openFlags";
import { judgeOf } from "../snapshot/judges";
import { tableOfProcess, type KernelDescriptor, type KernelSnapshot } from "../trace/kernelSnapshot";
import type { SnapshotRecord } from "../trace/record";
import { exactOffset } from "./exactOffset";
import { factsOfSnapshot, hasPosition } from "./objectFacts";
import type { Interpretation } from "./interpretation";
import type { TracedProcess } from "./tracedTasks";

export function adoptTables(interpretation: Interpretation, record: SnapshotRecord): void {
    const { snapshot } = record;
    interpretation.firstAccount ??= snapshot;
    const unknown = snapshot.processes.filter((each) => isUnknown(interpretation.tasks.process(each.pid)));
    if (unknown.length === 0) return;
    const descriptions = knownClasses(interpretation, snapshot);
    for (const kernel of unknown) {
        const process = interpretation.tasks.process(kernel.pid);
        if (process === undefined) continue;
        process.tableKnown = true;
        for (const descriptor of tableOfProcess(snapshot, kernel)?.fds ?? []) {
            adopt(interpretation, process, descriptor, descriptions, record);
        }
    }
}

function isUnknown(process: TracedProcess | undefined): boolean {
    return process !== undefined && process.started && !process.tableKnown && !process.exited;
}

/** Descriptions that the state shows already, by their class in this snapshot. */
function knownClasses(interpretation: Interpretation, snapshot: KernelSnapshot): Map<number, DescriptionId> {
    const classes = new Map<number, DescriptionId>();
    for (const kernel of snapshot.processes) {
        const process = interpretation.tasks.process(kernel.pid);
        if (process === undefined || !process.tableKnown) continue;
        for (const { fd, class: kind } of tableOfProcess(snapshot, kernel)?.fds ?? []) {
            const open = interpretation.descriptor({ process, tid: process.pid }, fd);
            if (open !== undefined) classes.set(kind, open.description.id);
        }
    }
    return classes;
}

function adopt(
    interpretation: Interpretation,
    process: TracedProcess,
    kernel: KernelDescriptor,
    classes: Map<number, DescriptionId>,
    { snapshot, time }: SnapshotRecord,
): void {
    const facts = factsOfSnapshot(kernel);
    const { identities, narration, state } = interpretation;
    const shared = state.descriptions.get(classes.get(kernel.class) ?? "");
    const found = shared === undefined ? identities.find(state, facts, true) : { id: shared.object };
    const description = {
        id: shared?.id ?? identities.newDescription(),
        object: found.id,
        access: accessMode(facts.flags),
        statusFlags: statusFlagNames(facts.flags),
        offset: hasPosition(facts.kind) ? exactOffset(kernel.position) : null,
    };
    classes.set(kernel.class, description.id);
    narration.tell(
        { time, process: process.id, pid: process.pid, tid: process.pid, call: null, stack: 0 },
        {
            kind: "descriptorInherited",
            fd: kernel.fd,
            closeOnExec: (facts.flags & closeOnExecFlag) !== 0,
            object: found.id,
            description,
            ...("newObject" in found && { newObject: { ...found.newObject, ...judgeOf(found.newObject.kind).facts?.(snapshot, kernel) } }),
        },
    );
}
