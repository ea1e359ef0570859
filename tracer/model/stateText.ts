/** A state as a picture for a terminal: who has what open, what is in the objects between processes, and who waits for whom. */
import { awaitedText } from "./awaited";
import type { KernelObject } from "./kindTypes";
import { kindOf } from "./kinds/kinds";
import type { Look } from "./look";
import type { ProcessId } from "./identities";
import { lookAt } from "./lookAt";
import type { AccessMode } from "./openFlags";
import { callText, list } from "./words";
import { printable } from "./printable";
import type { DescriptorTable } from "./owners/descriptorTable";
import { tablesOf } from "./owners/lookups";
import { jobLines, suspensionText } from "./owners/jobText";
import { lockLines } from "./owners/locksText";
import { addressText, extentText } from "./owners/mappingText";
import type { OpenFileDescription } from "./owners/openFileDescription";
import { firstWait, type Process } from "./owners/process";
import { exitText } from "./owners/processEvents";
import { joined, type Mapping } from "./owners/space";
import { signalLines } from "./signalsText";
import type { State } from "./state";

const arrows: Readonly<Record<AccessMode, string>> = { "read": "◀──", "write": "──▶", "read-write": "◀─▶" };

/** A piece of a line, with what it is about, for those who show that by colours. */
export type StatePiece =
    | string
    | { readonly text: string; readonly is: "heading" | "detail" | "waits" | "object" }
    | { readonly text: string; readonly is: "process"; readonly process: ProcessId };

export type StateLine = readonly StatePiece[];

/** `remark`: what is to be said of the moment. */
export function stateText(state: State, remark?: string): string {
    return stateLines(state, remark)
        .map((line) => `${line.map((piece) => (typeof piece === "string" ? piece : piece.text)).join("")}\n`)
        .join("");
}

export function stateLines(state: State, remark?: string): readonly StateLine[] {
    const look = lookAt(state);
    const objects = [...state.objects.values()];
    const heading = `After event ${state.at}, ${(state.time * 1000).toFixed(3)} ms${remark === undefined ? "" : `: ${remark}`}`;
    const small = smallLines(
        objects.filter((object) => kindOf(object).lines === undefined),
        look,
    );
    const blocks: readonly (readonly StateLine[])[] = [
        [[{ text: heading, is: "heading" }]],
        ...[...state.processes.values()].map((process) => processLines(state, process, look)),
        ...objects.flatMap((object) => {
            const lines = kindOf(object).lines?.(object, look);
            if (lines === undefined) return [];
            return [[...lines.map((line, index) => (index === 0 ? objectLine(object, line) : [line])), ...lockedLines(object, look)]];
        }),
        ...(small.length === 0 ? [] : [small]),
    ];
    return blocks.flatMap((block, index) => (index === 0 ? block : [[], ...block]));
}

function processLines(state: State, process: Process, look: Look): readonly StateLine[] {
    const family = process.parent === null ? "" : `, child of ${process.parent}`;
    const heading: StateLine = [
        { text: process.id, is: "process", process: process.id },
        printable(`  ${process.command}`),
        { text: `  (pid ${process.pid}${family})`, is: "detail" },
        "  ",
        conditionPiece(state, process),
    ];
    const [main, ...others] = tablesOf(state, process);
    return [
        heading,
        ...jobLines(state, process).map((line): StateLine => [line]),
        ...signalLines(process).map((line): StateLine => [line]),
        ...(main === undefined ? [] : tableLines(state, main, look)),
        ...others.flatMap((table) => {
            const threads = [...process.threads.values()].filter((thread) => thread.table === table.id).map(({ tid }) => tid);
            return [[`      table of thread ${list(threads)}:`], ...tableLines(state, table, look)];
        }),
        ...joined(state.spaces.get(process.space)).map((mapping) => mappingLine(mapping, look)),
    ];
}

function conditionPiece(state: State, process: Process): StatePiece {
    const text = printable(conditionText(state, process));
    if (process.exit !== null) return { text, is: "detail" };
    return firstWait(process) === null ? text : { text, is: "waits" };
}

function conditionText(state: State, process: Process): string {
    if (process.exit !== null) {
        const zombie = process.state === "zombie" ? "zombie, " : "";
        return `${zombie}ended: ${exitText(process.exit)}`;
    }
    const wait = firstWait(process);
    const stop = process.stop?.reason ?? (process.suspended === null ? null : suspensionText(process.suspended));
    const condition = stop === null ? process.state : `stopped (${stop})`;
    return wait === null ? condition : `${condition}, in ${callText(wait, wait.fd)}: ${awaitedText(state, wait)}`;
}

/** Names longer than this do not push the details of the others aside. */
const widestName = 48;

function tableLines(state: State, { descriptors }: DescriptorTable, look: Look): readonly StateLine[] {
    const rows = [...descriptors.values()].map(({ fd, description: id, closeOnExec }) => {
        const description = state.descriptions.get(id);
        const name = description === undefined ? "" : printable(look.name(description.object));
        return { fd, closeOnExec, description, name };
    });
    const width = rows.reduce((widest, { name }) => (name.length > widestName ? widest : Math.max(widest, name.length)), 0);
    return rows.map(({ fd, closeOnExec, description, name }): StateLine => {
        const number = String(fd).padStart(5);
        if (description === undefined) return [`${number}  ?`];
        const details = `${detailText(description)}${closeOnExec ? "  (closed at exec)" : ""}`;
        return [
            `${number} ── ${description.id.padEnd(6)} ${arrows[description.access]} `,
            { text: name, is: "object" },
            ...(details === "" ? [] : [" ".repeat(Math.max(0, width - name.length)), { text: details, is: "detail" } as const]),
        ];
    });
}

/** "0x7f3c1a000000 ── rw- shared ◀─▶ sharedMemory1  [8192 bytes]" */
function mappingLine({ address, protection, shared, length, offset, object }: Mapping, look: Look): StateLine {
    const canRead = protection?.includes("r") === true;
    const canWrite = shared && protection?.includes("w") === true;
    const arrow = canWrite ? (canRead ? arrows["read-write"] : arrows.write) : canRead ? arrows.read : "───";
    return [
        `  ${addressText(address)} ── ${protection ?? "???"} ${shared ? "shared " : "private"} ${arrow} `,
        { text: printable(look.name(object)), is: "object" },
        { text: `  [${extentText(length, offset)}]`, is: "detail" },
    ];
}

function detailText(description: OpenFileDescription): string {
    const details = [
        ...(description.offset === null ? [] : [`offset ${description.offset}`]),
        ...description.statusFlags,
        ...(description.signal === null ? [] : [`told by ${description.signal}`]),
        ...(description.inFlight.length > 0 ? ["in flight"] : []),
        ...(description.references > 1 ? [`${description.references} references`] : []),
    ];
    return details.length === 0 ? "" : `  [${details.join(", ")}]`;
}

function smallLines(objects: readonly KernelObject[], look: Look): readonly StateLine[] {
    const width = objects.reduce((widest, { id }) => Math.max(widest, id.length), 8);
    return objects.flatMap((object) => {
        const remark = kindOf(object).remark?.(object) ?? "";
        const name = printable(object.name ?? object.kind);
        const line = `${object.id.padEnd(width)} ${name}${remark === "" ? "" : `  ${remark}`}${object.removed ? " (removed)" : ""}`;
        return [objectLine(object, line), ...lockedLines(object, look)];
    });
}

function lockedLines(object: KernelObject, look: Look): readonly StateLine[] {
    return lockLines(object, look).map((line): StateLine => [`      ${line}`]);
}

/** `line` begins with the object's identity. */
function objectLine({ id }: KernelObject, line: string): StateLine {
    return line.startsWith(id) ? [{ text: id, is: "object" }, line.slice(id.length)] : [line];
}
