/** What pipes and FIFOs have in common for rows, edges and texts (pipe(7), fifo(7)). */
import type { PipeOrFifo } from "../../../tracer/model/kinds/pipe/state";
import type { AccessMode } from "../../../tracer/model/openFlags";
import type { CardKind } from "../kind";
import { pipeLines } from "./lines";
import { pipeFace } from "./face";
import { isUnused, pipeCard, type PipeCard } from "./pipeCard";

export const pipe = pipeKind("pipe", ({ id }) => id);

/** `name`: how a row names one. */
export function pipeKind(counted: string, name: (pipe: PipeOrFifo) => string): CardKind<PipeOrFifo, PipeCard> {
    return {
        card: (pipe, { before, holders }) => pipeCard(before, pipe, holders.get(pipe.id)),
        label: (pipe, id, access) => `${pipe === undefined ? id : name(pipe)}, ${endOf(access)}`,
        // Only a FIFO's open waits for it without a descriptor (fifo(7)).
        use: (pipe, { object, wait }) => {
            const end = wait?.awaits.what === "opening" ? wait.awaits.end : null;
            return {
                label: `opens ${pipe === undefined ? object : name(pipe)}${end === null ? "" : `, ${endOf(end)}`}`,
                note: "waits",
                flow: end === null ? "quiet" : end === "read-write" ? "both" : end,
            };
        },
        flow: (pipe, access) => (isUnused(pipe) ? "quiet" : access === "read-write" ? "both" : access),
        lines: pipeLines,
        channel: pipeFace,
        passing: false,
        counted,
    };
}

function endOf(access: AccessMode): string {
    switch (access) {
        case "read":
            return "read end";
        case "write":
            return "write end";
        case "read-write":
            return "both ends";
    }
}
