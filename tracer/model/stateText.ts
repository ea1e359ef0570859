/** A state as a picture for a terminal: who has what open, what is in the pipes, and who waits for whom. */
import { isPipe } from "./objects";
import { endsOf, type End } from "./openFlags";
import { printable } from "./printable";
import { exitText, objectName } from "./sentences/words";
import type { AccessMode, Description, Descriptor, KernelObject, Pipe, Process, State } from "./state";
import { preview } from "./stateJson";
import { waitReason } from "./waitReason";

const arrows: Readonly<Record<AccessMode, string>> = { "read": "◀──", "write": "──▶", "read-write": "◀─▶" };

export function stateText(state: State): string {
    const processes = [...state.processes.values()].map((process) => processText(state, process));
    const pipes = [...state.objects.values()].filter(isPipe).map((pipe) => pipeText(state, pipe));
    const files = [...state.objects.values()].filter((object) => !isPipe(object));
    const heading = `After event ${state.at}, ${(state.time * 1000).toFixed(3)} ms`;
    const others = files.length === 0 ? [] : [fileTexts(files)];
    return `${[heading, ...processes, ...pipes, ...others].join("\n\n")}\n`;
}

function processText(state: State, process: Process): string {
    const family = process.parent === null ? "" : `, child of ${process.parent}`;
    const lines = [printable(`${process.id}  ${process.command}  (pid ${process.pid}${family})  ${conditionText(state, process)}`)];
    for (const descriptor of state.tables.get(process.table)?.descriptors.values() ?? []) lines.push(descriptorText(state, descriptor));
    return lines.join("\n");
}

function conditionText(state: State, process: Process): string {
    if (process.exit !== null) {
        const zombie = process.state === "zombie" ? "zombie, " : "";
        return `${zombie}ended: ${exitText(process.exit)}`;
    }
    const [wait] = process.waits.values();
    if (wait !== undefined) {
        const call = wait.fd === null ? wait.call : `${wait.call}(${wait.fd})`;
        return `${process.state}, in ${call}: ${waitReason(state, process) ?? wait.reason}`;
    }
    const stop = process.stop?.reason ?? process.suspended;
    return stop === null ? process.state : `stopped (${stop})`;
}

function descriptorText(state: State, descriptor: Descriptor): string {
    const description = state.descriptions.get(descriptor.description);
    const number = String(descriptor.fd).padStart(5);
    if (description === undefined) return `${number}  ?`;
    const closes = descriptor.closeOnExec ? "  (closed at exec)" : "";
    const where = `${description.id.padEnd(6)} ${arrows[description.access]} ${printable(objectName(state, description.object))}`;
    return `${number} ── ${where}${detailText(description)}${closes}`;
}

function detailText(description: Description): string {
    const details = [
        ...(description.offset === null ? [] : [`offset ${description.offset}`]),
        ...description.statusFlags,
        ...(description.references > 1 ? [`${description.references} references`] : []),
    ];
    return details.length === 0 ? "" : `  [${details.join(", ")}]`;
}

function pipeText(state: State, pipe: Pipe): string {
    const name = pipe.name === null ? pipe.id : `${pipe.id}  ${printable(pipe.name)}${pipe.removed ? " (removed)" : ""}`;
    const amount = pipe.bytes === null ? "unknown bytes" : `${pipe.bytes} of ${pipe.capacity ?? "?"} bytes`;
    const shown = preview(pipe, 48) ?? "";
    const content = pipe.bytes === null || pipe.bytes === 0 ? "" : ` “${shown}${pipe.bytes > 48 ? "…" : ""}”`;
    return [
        `${name}  (${amount})`,
        `      ${endText(state, pipe, "write")} ──▶ [${content === "" ? " " : `${content} `}] ──▶ ${endText(state, pipe, "read")}`,
        `      ${pipe.written} written, ${pipe.read} read so far`,
    ].join("\n");
}

/** Who holds an end: "p1 4, p2 1". */
function endText(state: State, pipe: Pipe, end: End): string {
    const holders: string[] = [];
    for (const process of state.processes.values()) {
        for (const descriptor of state.tables.get(process.table)?.descriptors.values() ?? []) {
            const description = state.descriptions.get(descriptor.description);
            if (description?.object === pipe.id && endsOf(description).includes(end)) holders.push(`${process.id} ${descriptor.fd}`);
        }
    }
    if (pipe.inherited) holders.push("others");
    return holders.length === 0 ? `nobody can ${end}` : holders.join(", ");
}

function fileTexts(objects: readonly KernelObject[]): string {
    return objects
        .map((object) => {
            const size = isPipe(object) || object.size === null ? "" : `  ${object.size} bytes`;
            return `${object.id.padEnd(8)} ${printable(object.name ?? object.kind)}${size}${object.removed ? " (removed)" : ""}`;
        })
        .join("\n");
}
