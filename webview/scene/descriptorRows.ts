/** The rows of a descriptor table: open descriptors and, dashed, closed ones whose number nobody has used again. */
import type { AccessMode, Description, DescriptorTable, KernelObject, State } from "../../tracer/model/state";
import { targetLabel } from "./kindWords";
import type { DescriptorRow, Flow } from "./scene";

/** Bytes of a terminal or the null device are not the story: their edges stay quiet. */
export function flowOf(object: KernelObject | undefined, access: AccessMode): Flow {
    if (object === undefined) return "quiet";
    switch (object.kind) {
        case "tty":
        case "null":
        case "directory": return "quiet";
        case "pipe":
        case "fifo":
        case "socket":
        case "messageQueue": return access === "read-write" ? "both" : access;
        default:
            if (object.inherited) return "quiet";
            return access === "read-write" ? "both" : access;
    }
}

/** `tableIsNew`: a forked child's table came whole; its rows are not marked one by one. */
export function descriptorRows(state: State, before: State | null, table: DescriptorTable, tableIsNew: boolean): readonly DescriptorRow[] {
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
        if (table.descriptors.has(closed.fd)) continue;
        rows.push({
            fd: closed.fd,
            open: false,
            label: "closed",
            note: `was ${targetLabel(state.objects.get(closed.object), closed.object, closed.access)}`,
            description: null,
            object: closed.object,
            flow: "quiet",
            mark: closed.at > since ? "closed" : null,
        });
    }
    return rows.sort((one, other) => one.fd - other.fd);
}

function targetOf(state: State, description: Description): Pick<DescriptorRow, "label" | "object" | "flow"> {
    const object = state.objects.get(description.object);
    return {
        label: targetLabel(object, description.object, description.access),
        object: description.object,
        flow: flowOf(object, description.access),
    };
}
