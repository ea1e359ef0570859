/** A pipe or a FIFO as text. */
import { counted } from "../../card/numberText";
import type { PipeCard } from "./pipeCard";

export function pipeLines(card: PipeCard): readonly string[] {
    const creator = card.creator === null ? "" : ` · ${card.creator}${card.link === null ? "" : ` at ${card.link.text}`}`;
    const amount = card.bytes === null ? "bytes unknown" : `${card.bytes} of ${card.capacity ?? "unknown"} bytes`;
    return [
        `${card.id} ${card.title}${card.path === null ? "" : ` ${card.path}`}${card.removed ? " (name removed)" : ""} · ${amount} · ${card.written} written · ${card.read} read${creator}`,
        ...card.runs.map(
            (run) =>
                `    ${counted(run.bytes, "byte")} of ${run.process ?? "before the trace"}${run.link === null ? "" : ` ${run.link.text}`}: ${run.text ?? "unknown"}`,
        ),
        ...(card.moreRuns === 0 ? [] : [`    ${card.moreRuns} more, ${counted(card.moreBytes, "byte")}`]),
        ...(card.remark === null ? [] : [`    ${card.remark}`]),
        `    write end ${card.writeEnd.holders}`,
        `    read end ${card.readEnd.holders}`,
    ];
}
