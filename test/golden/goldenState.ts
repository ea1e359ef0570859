/** The descriptor table of each process, and what it has in its memory, at the moments that are its own: when it executes a program, and when it ends. */
import type { ProcessId } from "../../tracer/model/identities";
import { mainTable } from "../../tracer/model/owners/lookups";
import { joined } from "../../tracer/model/owners/space";
import type { State } from "../../tracer/model/state";
import type { GoldenNames } from "./goldenNames";
import type { Moment } from "./recordedSample";

export function goldenState(moments: readonly Moment[], names: GoldenNames): string {
    const blocks: string[] = [];
    const inherited = new Set(
        moments.flatMap(({ event }) => (event.kind === "descriptorInherited" && event.fd > 2 ? [event.description.id] : [])),
    );
    const table = (state: State, id: ProcessId): string => tableText(state, id, names, inherited);
    for (const id of names.processesInOrder()) {
        let executedAnother = false;
        for (const { event, before, after } of moments) {
            if (event.process !== id) continue;
            if (event.kind === "programExecuted") executedAnother = !names.path(event.path).startsWith("SAMPLES");
            if (event.kind === "programExecuted") {
                blocks.push(`${names.process(id)} executes ${names.path(event.arguments.join(" "))}:\n${table(after, id)}`);
            }
            // What another program has left open at its end is its own business.
            if (event.kind === "processExited" && !executedAnother) {
                blocks.push(`${names.process(id)} ends with ${JSON.stringify(event.exit)}:\n${table(before, id)}`);
            }
        }
    }
    const last = moments.at(-1)?.after;
    if (last !== undefined) blocks.push(`At the end:\n${processesText(last, names)}`);
    return blocks.join("\n");
}

/** `inherited`: descriptions that the run of the tests itself came with. */
function tableText(state: State, id: ProcessId, names: GoldenNames, inherited: ReadonlySet<string>): string {
    const process = state.processes.get(id);
    const table = process === undefined ? undefined : mainTable(state, process);
    const lines = [...(table?.descriptors.values() ?? [])]
        .filter(({ description }) => !inherited.has(description))
        .map((descriptor) => {
            const description = state.descriptions.get(descriptor.description);
            if (description === undefined) return `  ${descriptor.fd} leads nowhere`;
            const facts = [
                ...description.statusFlags,
                ...(descriptor.closeOnExec ? ["close-on-exec"] : []),
                ...(description.offset === null ? [] : [`offset ${description.offset}`]),
            ];
            return `  ${descriptor.fd} ${names.description(description.id)} ${names.object(description.object)} ${description.access}${facts.length > 0 ? ` (${facts.join(", ")})` : ""}`;
        });
    const memory = joined(process === undefined ? undefined : state.spaces.get(process.space)).map(
        ({ protection, shared, length, object }) =>
            `  ${protection} ${shared ? "shared" : "private"} ${length} bytes of ${names.object(object)}`,
    );
    return [...lines, ...memory].map((line) => `${line}\n`).join("");
}

function processesText(state: State, names: GoldenNames): string {
    const lines = names.processesInOrder().map((id) => {
        const process = state.processes.get(id);
        return `  ${names.process(id)} ${names.path(process?.command ?? "")}: ${process?.state} ${JSON.stringify(process?.exit)}`;
    });
    return lines.map((line) => `${line}\n`).join("");
}
