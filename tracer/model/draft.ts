/**
 * A state under change. Between two looks its parts are changed in place; whatever a look has handed out stays as it is,
 * since a part that somebody may hold is copied before its next change.
 */
import type { DescriptionId, ObjectId, ProcessId, SpaceId, TableId } from "./identities";
import { IdMap } from "./idMap";
import type { KernelObject } from "./kindTypes";
import { copyOf, type Mutable } from "./mutable";
import type { DescriptorTable } from "./owners/descriptorTable";
import type { Terminal } from "./owners/job";
import type { OpenFileDescription } from "./owners/openFileDescription";
import type { Process } from "./owners/process";
import type { AddressSpace } from "./owners/space";
import { emptyState, type EndCause, type State } from "./state";

type MutableState = { -readonly [Key in keyof State]: State[Key] };

export class Draft {
    private readonly current: MutableState;
    private looked: State | null = null;
    /** Parts made or copied since the last look, which nobody else holds. */
    private readonly own: Readonly<Record<PartName, Map<string, object>>> = {
        processes: new Map(),
        tables: new Map(),
        spaces: new Map(),
        descriptions: new Map(),
        objects: new Map(),
        terminals: new Map(),
    };

    constructor(state: State = emptyState) {
        this.current = { ...state };
        this.looked = state;
    }

    /** As it is at this moment. For asking, not for keeping: the next event changes it in place. */
    get now(): State {
        return this.current;
    }

    /** The state, for whoever wants to keep it. */
    look(): State {
        if (this.looked === null) {
            this.looked = { ...this.current };
            for (const map of partNames) this.own[map].clear();
        }
        return this.looked;
    }

    moveOn(seq: number, time: number): void {
        this.looked = null;
        this.current.at = seq;
        this.current.time = time;
    }

    end(cause: EndCause): void {
        this.current.ended = cause;
    }

    process(id: ProcessId): Mutable<Process> | undefined {
        return this.owned("processes", id);
    }

    table(id: TableId): Mutable<DescriptorTable> | undefined {
        return this.owned("tables", id);
    }

    space(id: SpaceId): Mutable<AddressSpace> | undefined {
        return this.owned("spaces", id);
    }

    description(id: DescriptionId): Mutable<OpenFileDescription> | undefined {
        return this.owned("descriptions", id);
    }

    object(id: ObjectId): Mutable<KernelObject> | undefined {
        return this.owned("objects", id);
    }

    add(process: Process): void {
        this.put("processes", process.id, process);
    }

    addTable(table: DescriptorTable): void {
        this.put("tables", table.id, table);
    }

    addSpace(space: AddressSpace): void {
        this.put("spaces", space.id, space);
    }

    addDescription(description: OpenFileDescription): void {
        this.put("descriptions", description.id, description);
    }

    addObject(object: KernelObject): void {
        this.put("objects", object.id, object);
    }

    setTerminal(terminal: Terminal): void {
        this.put("terminals", terminal.name, terminal);
    }

    remove(map: "tables" | "spaces" | "descriptions" | "objects", id: string): void {
        this.own[map].delete(id);
        const parts: ReadonlyMap<string, object> = this.current[map];
        (this.current[map] as ReadonlyMap<string, object>) = IdMap.of(parts).without(id);
    }

    private put(map: PartName, id: string, part: object): void {
        this.own[map].set(id, part);
        const parts: ReadonlyMap<string, object> = this.current[map];
        (this.current[map] as ReadonlyMap<string, object>) = IdMap.of(parts).with(id, part);
    }

    private owned<Part extends object>(map: PartName, id: string): Mutable<Part> | undefined {
        const own = this.own[map].get(id) as Part | undefined;
        if (own !== undefined) return own as Mutable<Part>;
        const part = (this.current[map] as ReadonlyMap<string, unknown>).get(id) as Part | undefined;
        if (part === undefined) return undefined;
        const copy = copyOf(part);
        this.put(map, id, copy);
        return copy as Mutable<Part>;
    }
}

const partNames = ["processes", "tables", "spaces", "descriptions", "objects", "terminals"] as const;
type PartName = (typeof partNames)[number];
