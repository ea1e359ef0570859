/** The row of an attachment or a mapping: what is in the process's memory, where, and what it may do with it. */
import type { Process } from "../../tracer/model/owners/process";
import { mappingAt, type Mapping } from "../../tracer/model/owners/space";
import type { State } from "../../tracer/model/state";
import { shortAddress } from "../card/addressText";
import type { Flow, Mark } from "../card/card";
import { kindOf } from "../kinds/cards";
import type { UseRow } from "./scene";

/** `before`: null: mark nothing. */
export function mappingRow(state: State, before: State | null, process: Process, mapping: Mapping): UseRow {
    const { object: id, address, protection } = mapping;
    const object = state.objects.get(id);
    const flow = flowOf(mapping);
    const name = kindOf(object, id).label(object, id, flow === "read" ? "read" : "read-write");
    return {
        kind: "use",
        key: `${process.id}:${id}@${address.toString(16)}`,
        object: id,
        inMemory: true,
        label: name,
        note: `${protection ?? "?"} ${shortAddress(address)}`,
        flow,
        waiting: false,
        mark: markOf(before, process, mapping),
    };
}

/** What is written to a private mapping does not reach the object. */
function flowOf({ protection, shared }: Mapping): Flow {
    const writes = shared && protection?.includes("w") === true;
    if (protection?.includes("r") !== true) return writes ? "write" : "quiet";
    return writes ? "both" : "read";
}

function markOf(before: State | null, process: Process, { address, object, protection, since }: Mapping): Mark {
    if (before === null) return null;
    if (since > before.at) return "new";
    const previous = mappingAt(before.spaces.get(before.processes.get(process.id)?.space ?? ""), address);
    return previous === undefined || previous.object !== object || previous.protection === protection
        ? null
        : `was ${previous.protection ?? "?"}`;
}
