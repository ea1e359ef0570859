/** A state as a picture for a terminal: who has what open, what is in the objects between processes, and who waits for whom. */
import { awaitedText } from "./awaited";
import type { KernelObject } from "./kindTypes";
import { kindOf } from "./kinds/kinds";
import type { Look } from "./look";
import { lookAt } from "./lookAt";
import type { AccessMode } from "./openFlags";
import { callText, list } from "./words";
import { printable } from "./printable";
import type { Descriptor } from "./owners/descriptorTable";
import { tablesOf } from "./owners/lookups";
import type { OpenFileDescription } from "./owners/openFileDescription";
import { firstWait, type Process } from "./owners/process";
import { exitText } from "./owners/processEvents";
import type { State } from "./state";

const arrows: Readonly<Record<AccessMode, string>> = { "read": "◀──", "write": "──▶", "read-write": "◀─▶" };

/** `remark`: what is to be said of the moment. */
export function stateText(state: State, remark?: string): string {
    const look = lookAt(state);
    const processes = [...state.processes.values()].map((process) => processText(state, process, look));
    const objects = [...state.objects.values()];
    const blocks = objects.flatMap((object) => kindOf(object).lines?.(object, look).join("\n") ?? []);
    const small = objects.filter((object) => kindOf(object).lines === undefined).map(smallText);
    const heading = `After event ${state.at}, ${(state.time * 1000).toFixed(3)} ms${remark === undefined ? "" : `: ${remark}`}`;
    return `${[heading, ...processes, ...blocks, ...(small.length === 0 ? [] : [small.join("\n")])].join("\n\n")}\n`;
}

function processText(state: State, process: Process, look: Look): string {
    const family = process.parent === null ? "" : `, child of ${process.parent}`;
    const heading = `${process.id}  ${process.command}  (pid ${process.pid}${family})  ${conditionText(state, process)}`;
    const lines = [printable(heading)];
    const [main, ...others] = tablesOf(state, process);
    for (const descriptor of main?.descriptors.values() ?? []) lines.push(descriptorText(state, descriptor, look));
    for (const table of others) {
        const threads = [...process.threads.values()].filter((thread) => thread.table === table.id).map(({ tid }) => tid);
        lines.push(`      table of thread ${list(threads)}:`);
        for (const descriptor of table.descriptors.values()) lines.push(descriptorText(state, descriptor, look));
    }
    return lines.join("\n");
}

function conditionText(state: State, process: Process): string {
    if (process.exit !== null) {
        const zombie = process.state === "zombie" ? "zombie, " : "";
        return `${zombie}ended: ${exitText(process.exit)}`;
    }
    const wait = firstWait(process);
    if (wait !== null) {
        return `${process.state}, in ${callText(wait, wait.fd)}: ${awaitedText(state, wait)}`;
    }
    const stop = process.stop?.reason ?? process.suspended;
    return stop === null ? process.state : `stopped (${stop})`;
}

function descriptorText(state: State, descriptor: Descriptor, look: Look): string {
    const description = state.descriptions.get(descriptor.description);
    const number = String(descriptor.fd).padStart(5);
    if (description === undefined) return `${number}  ?`;
    const closes = descriptor.closeOnExec ? "  (closed at exec)" : "";
    const where = `${description.id.padEnd(6)} ${arrows[description.access]} ${printable(look.name(description.object))}`;
    return `${number} ── ${where}${detailText(description)}${closes}`;
}

function detailText(description: OpenFileDescription): string {
    const details = [
        ...(description.offset === null ? [] : [`offset ${description.offset}`]),
        ...description.statusFlags,
        ...(description.inFlight.length > 0 ? ["in flight"] : []),
        ...(description.references > 1 ? [`${description.references} references`] : []),
    ];
    return details.length === 0 ? "" : `  [${details.join(", ")}]`;
}

function smallText(object: KernelObject): string {
    const remark = kindOf(object).remark?.(object) ?? "";
    const name = printable(object.name ?? object.kind);
    return `${object.id.padEnd(8)} ${name}${remark === "" ? "" : `  ${remark}`}${object.removed ? " (removed)" : ""}`;
}
