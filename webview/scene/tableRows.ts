/** The rows of a process's card: its signals, the descriptor table of each of its threads, then what it uses without a descriptor. */
import type { Process } from "../../tracer/model/owners/process";
import type { State } from "../../tracer/model/state";
import { awaitedDescriptors } from "../../tracer/model/whoCouldEnd";
import { mappingsOf, objectUses, threadTables, waitsOf, type ObjectUse } from "../card/processFacts";
import { kindOf } from "../kinds/cards";
import { descriptorRows, type TableMoment } from "./descriptorRows";
import { mappingRow } from "./mappingRow";
import { isOnlyReadAtStart } from "./readAtStart";
import type { HeadingRow, TableRow, UseRow } from "./scene";
import { signalRows } from "./signalRows";

/** `isNew`: a forked child's table came whole; its rows are not marked one by one. */
export function tableRows(state: State, before: State | null, process: Process, isNew: boolean): readonly TableRow[] {
    const since = before === null || isNew ? Infinity : before.at;
    const inUserCode = (process.stop?.source ?? process.last?.source ?? null) !== null;
    const tables = threadTables(state, process);
    const rows = tables.flatMap(({ table, tids }, index): readonly TableRow[] => {
        const waits = waitsOf(process).filter(({ tid }) => tids.includes(tid));
        const isThere = (fd: number, description: string | null): boolean =>
            description === null || table.descriptors.get(fd)?.description === description;
        const places = waits.flatMap((wait) => awaitedDescriptors(state, wait));
        const awaited = new Set(places.flatMap(({ fd, description }) => (isThere(fd, description) ? [fd] : [])));
        const moment: TableMoment = { state, before: isNew ? null : before, since, inUserCode, awaited };
        const own = descriptorRows(process.id, table, index === 0 ? null : table.id, moment);
        return tables.length === 1 ? own : [headingOf(process, table.id, tids), ...own];
    });
    const mappings = mappingsOf(state, process).filter(({ object: id }) => {
        const object = state.objects.get(id);
        return object !== undefined && !isOnlyReadAtStart(object);
    });
    const isMapped = new Set(mappings.map(({ object }) => object));
    // Where a process has an object in its memory, that says more than that it has made or found it.
    const uses = objectUses(process).filter(({ object, wait }) => wait !== null || !isMapped.has(object));
    const earlier = isNew ? null : (before?.processes.get(process.id) ?? null);
    return [
        ...signalRows(earlier, process),
        ...rows,
        ...uses.map((use) => useRow(state, isNew ? null : before, process, use)),
        ...mappings.map((mapping) => mappingRow(state, isNew ? null : before, process, mapping)),
    ];
}

function headingOf(process: Process, table: string, tids: readonly number[]): HeadingRow {
    return {
        kind: "heading",
        key: `${process.id}/${table}`,
        label: `${tids.length === 1 ? "thread" : "threads"} ${tids.join(", ")}`,
        note: null,
        flow: "quiet",
        waiting: false,
        mark: null,
    };
}

function useRow(state: State, before: State | null, process: Process, use: ObjectUse): UseRow {
    const object = state.objects.get(use.object);
    return {
        kind: "use",
        key: `${process.id}:${use.object}`,
        object: use.object,
        inMemory: false,
        ...kindOf(object, use.object).use(object, use),
        waiting: use.wait !== null,
        mark: isNewUse(before, process, use) ? "new" : null,
    };
}

function isNewUse(before: State | null, process: Process, { object, how }: ObjectUse): boolean {
    if (before === null) return false;
    return how.length > (before.processes.get(process.id)?.uses.get(object)?.how.length ?? 0);
}
