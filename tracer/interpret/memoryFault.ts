/** What was wrong with an access to memory that ended in SIGSEGV or SIGBUS. */
import { formerAt, type MemoryFault } from "../model/owners/memoryFault";
import { mappingAt } from "../model/owners/space";
import { signalName } from "../model/signals";
import type { SignalRecord } from "../trace/record";
import type { Interpretation } from "./interpretation";
import type { Task } from "./tracedTasks";

/** By si_code (include/uapi/asm-generic/siginfo.h). */
const codes: Readonly<Record<string, readonly string[]>> = {
    SIGSEGV: ["SEGV_MAPERR", "SEGV_ACCERR", "SEGV_BNDERR", "SEGV_PKUERR"],
    SIGBUS: ["BUS_ADRALN", "BUS_ADRERR", "BUS_OBJERR"],
};

/** Undefined: another signal, or one that somebody sent. */
export function memoryFault({ state }: Interpretation, { process }: Task, record: SignalRecord): MemoryFault | undefined {
    const code = codes[signalName(record.signal)]?.[record.code - 1];
    const { address } = record;
    if (code === undefined || address === null) return undefined;
    const space = state.spaces.get(state.processes.get(process.id)?.space ?? "");
    const mapping = mappingAt(space, address);
    if (mapping === undefined) {
        const former = code === "SEGV_MAPERR" ? formerAt(space, address) : undefined;
        if (former === undefined) return { address, code, object: null };
        const { object, takenBy, takenAt } = former;
        return { address, code, object: null, former: { object, call: takenBy, source: takenAt } };
    }
    const object = state.objects.get(mapping.object);
    const size = object !== undefined && "size" in object ? object.size : null;
    return {
        address,
        code,
        object: mapping.object,
        offset: mapping.offset + Number(address - mapping.address),
        protection: mapping.protection,
        ...(code === "BUS_ADRERR" && size !== null && { size }),
    };
}
