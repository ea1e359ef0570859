/** The rows of a descriptor table: open descriptors and, dashed, closed ones whose number nobody has used again. */
import type { ObjectId, ProcessId, TableId } from "../../tracer/model/identities";
import type { AccessMode } from "../../tracer/model/openFlags";
import type { ClosedDescriptor, DescriptorTable } from "../../tracer/model/owners/descriptorTable";
import type { OpenFileDescription } from "../../tracer/model/owners/openFileDescription";
import type { State } from "../../tracer/model/state";
import { kindOf } from "../kinds/cards";
import { portKey } from "./portKey";
import type { DescriptorRow } from "./scene";

/** Against what rows are marked, and at which descriptors the process waits. */
export interface TableMoment {
    readonly state: State;
    /** null: mark nothing. */
    readonly before: State | null;
    /** seq of the last event that is not new. */
    readonly since: number;
    /** The process is in a line of the user's, not in a library or a program without lines. */
    readonly inUserCode: boolean;
    readonly awaited: ReadonlySet<number>;
}

/** `name`: the table's, for the ports, where it is not the process's first. */
export function descriptorRows(
    process: ProcessId,
    table: DescriptorTable,
    name: TableId | null,
    { state, before, since, inUserCode, awaited }: TableMoment,
): readonly DescriptorRow[] {
    const previous = before?.tables.get(table.id);
    const rows: DescriptorRow[] = [];
    for (const descriptor of table.descriptors.values()) {
        const description = state.descriptions.get(descriptor.description);
        if (description === undefined) continue;
        const flagChanged = previous?.descriptors.get(descriptor.fd)?.closeOnExec === !descriptor.closeOnExec;
        rows.push({
            kind: "descriptor",
            key: portKey(process, descriptor.fd, name),
            fd: descriptor.fd,
            open: true,
            ...targetOf(state, description),
            note: noteOf(awaited.has(descriptor.fd), descriptor.closeOnExec),
            description: description.id,
            waiting: awaited.has(descriptor.fd),
            mark: descriptor.since > since ? "new" : flagChanged ? "changed" : null,
        });
    }
    for (const closed of table.closed.values()) {
        const fresh = closed.at > since;
        if (table.descriptors.has(closed.fd) || (isGone(state, closed) && !(fresh && inUserCode))) continue;
        rows.push({
            kind: "descriptor",
            key: portKey(process, closed.fd, name),
            fd: closed.fd,
            open: false,
            label: "closed",
            note: `was ${labelOf(state, closed.object, closed.access)}`,
            description: null,
            object: closed.object,
            flow: "quiet",
            waiting: false,
            mark: fresh ? "closed" : null,
        });
    }
    return rows.sort((one, other) => one.fd - other.fd);
}

function noteOf(waits: boolean, closeOnExec: boolean): string | null {
    const notes = [...(waits ? ["waits"] : []), ...(closeOnExec ? ["close-on-exec"] : [])];
    return notes.length === 0 ? null : notes.join(", ");
}

/** The loader opens and closes a dozen libraries before main. */
function isGone(state: State, closed: ClosedDescriptor): boolean {
    return !state.objects.has(closed.object) && kindOf(undefined, closed.object).passing;
}

function targetOf(state: State, { object: id, access }: OpenFileDescription): Pick<DescriptorRow, "label" | "object" | "flow"> {
    const object = state.objects.get(id);
    return {
        label: labelOf(state, id, access),
        object: id,
        flow: object === undefined ? "quiet" : kindOf(object, id).flow(object, access),
    };
}

function labelOf(state: State, id: ObjectId, access: AccessMode): string {
    const object = state.objects.get(id);
    return kindOf(object, id).label(object, id, access);
}
