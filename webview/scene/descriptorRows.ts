/** The rows of a descriptor table: open descriptors and, dashed, closed ones whose number nobody has used again. */
import type { ObjectId } from "../../tracer/model/identities";
import type { AccessMode } from "../../tracer/model/openFlags";
import type { ClosedDescriptor, DescriptorTable } from "../../tracer/model/owners/descriptorTable";
import type { OpenFileDescription } from "../../tracer/model/owners/openFileDescription";
import type { State } from "../../tracer/model/state";
import { kindOf } from "../kinds/cards";
import type { DescriptorRow } from "./scene";

/**
 * `tableIsNew`: a forked child's table came whole; its rows are not marked one by one.
 * `inUserCode`: the process is in a line of the user's, not in a library or a program without lines.
 */
export function descriptorRows(
    state: State,
    before: State | null,
    table: DescriptorTable,
    tableIsNew: boolean,
    inUserCode: boolean,
): readonly DescriptorRow[] {
    const since = before === null || tableIsNew ? Infinity : before.at;
    const previous = before?.tables.get(table.id);
    const rows: DescriptorRow[] = [];
    for (const descriptor of table.descriptors.values()) {
        const description = state.descriptions.get(descriptor.description);
        if (description === undefined) continue;
        const flagChanged = previous?.descriptors.get(descriptor.fd)?.closeOnExec === !descriptor.closeOnExec;
        rows.push({
            fd: descriptor.fd,
            open: true,
            ...targetOf(state, description),
            note: descriptor.closeOnExec ? "close-on-exec" : null,
            description: description.id,
            mark: descriptor.since > since ? "new" : flagChanged && !tableIsNew ? "changed" : null,
        });
    }
    for (const closed of table.closed.values()) {
        const fresh = closed.at > since;
        if (table.descriptors.has(closed.fd) || (isGone(state, closed) && !(fresh && inUserCode))) continue;
        rows.push({
            fd: closed.fd,
            open: false,
            label: "closed",
            note: `was ${labelOf(state, closed.object, closed.access)}`,
            description: null,
            object: closed.object,
            flow: "quiet",
            mark: fresh ? "closed" : null,
        });
    }
    return rows.sort((one, other) => one.fd - other.fd);
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
