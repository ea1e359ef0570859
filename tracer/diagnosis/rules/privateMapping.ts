import type { ProcessId } from "../../model/identities";
import { mappingAt } from "../../model/owners/space";
import { inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** What is written to a private mapping is a copy of the process's own, and never gets into the file (mmap(2), MAP_PRIVATE); msync(2) is in vain. */
export const privateMapping: Rule = {
    id: "IPC081",
    title: "A private mapping where a shared one was meant",
    severity: "error",
    about: "memory",
    watch() {
        const found = new Map<ProcessId, NewFinding>();
        return {
            ...hears(["memorySynchronized"], (event, before) => {
                if (event.inVain !== true || found.has(event.process)) return;
                const { process, object, source, seq, address } = event;
                const mapping = mappingAt(before.spaces.get(before.processes.get(process)?.space ?? ""), address);
                const isWritable = mapping?.protection?.includes("w") === true;
                if (mapping === undefined || mapping.shared || !isWritable || before.objects.get(mapping.object)?.kind !== "file") return;
                found.set(process, {
                    certainty: "proven",
                    message:
                        `msync${inPlace(source)} of ${process} is to store what was written to ${object}, but the mapping is private${inPlace(mapping.source)}: what the ` +
                        "process writes there is a copy of its own, which neither the file nor any other process gets. Where others are to see it, it has to be MAP_SHARED.",
                    process,
                    object,
                    at: seq,
                    locations: places(["cause", process, mapping.source], ["symptom", process, source]),
                });
            }),
            findings: () => [...found.values()],
        };
    },
};
