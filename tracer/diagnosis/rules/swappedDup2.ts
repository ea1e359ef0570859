import type { ObjectId, ProcessId } from "../../model/identities";
import { kindOf } from "../../model/kinds/kinds";
import type { DescriptorClosed } from "../../model/owners/descriptorClosed";
import type { DescriptorDuplicated } from "../../model/owners/descriptorEvents";
import { tableOf } from "../../model/owners/lookups";
import type { State } from "../../model/state";
import { inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** dup2 with its arguments swapped: the end of a pipe is lost, and the program keeps its old input or output (dup2(2)). */
export const swappedDup2: Rule = {
    id: "IPC012",
    title: "dup2 with swapped arguments",
    severity: "error",
    about: "descriptors",
    watch() {
        /** By thread: the pipe whose only descriptor of the process a dup2 has just closed. */
        const lost = new Map<number, ObjectId>();
        const suspect = new Map<ProcessId, NewFinding>();
        const found: NewFinding[] = [];
        return {
            ...hears(["descriptorClosed", "descriptorDuplicated", "programExecuted", "processExited"], (event, before) => {
                const pipe = lost.size === 0 ? undefined : lost.get(event.tid);
                if (pipe !== undefined) lost.delete(event.tid);
                if (event.kind === "descriptorClosed" && losesEnd(event, before)) lost.set(event.tid, event.object);
                if (event.kind === "descriptorDuplicated" && pipe !== undefined && event.fd <= 2 && event.newFd > 2) {
                    suspect.set(event.process, findingOf(event, pipe));
                }
                const finding = suspect.get(event.process);
                if (event.kind === "programExecuted" && finding !== undefined) found.push(finding);
                if (event.kind === "programExecuted" || event.kind === "processExited") suspect.delete(event.process);
            }),
            findings: () => found,
        };
    },
};

function losesEnd({ cause, process, tid, fd, description, object: id, source }: DescriptorClosed, before: State): boolean {
    if (cause !== "dup2" || source === undefined) return false;
    const descriptors = [...(tableOf(before, process, tid)?.descriptors.values() ?? [])];
    const object = before.objects.get(id);
    if (object === undefined || object.inherited || !kindOf(object).traits.buffers) return false;
    return !descriptors.some((each) => each.fd !== fd && each.description === description);
}

function findingOf({ process, fd, newFd, source }: DescriptorDuplicated, pipe: ObjectId): NewFinding {
    const where = inPlace(source);
    return {
        certainty: "likely",
        message:
            `dup2(${fd}, ${newFd})${where} made descriptor ${newFd} of ${process} stand for what ${fd} stands for, and not ${fd} for what ` +
            `${newFd} stood for: its end of ${pipe} is lost, and the program that ${process} executed uses its old descriptor ${fd}. ` +
            `Did you mean dup2(${newFd}, ${fd})?`,
        process,
        object: pipe,
        fd: newFd,
        locations: places(["cause", process, source]),
    };
}
