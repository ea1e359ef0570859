/** A pipe in words. */
import { counted, grouped } from "../../card/numberText";
import { lastPart } from "../../card/visibleText";
import type { PipeCard, PipeEnd } from "./pipeCard";

export function pipeAmount({ bytes, capacity }: PipeCard): string {
    if (bytes === null) return "amount unknown";
    return capacity === null ? counted(bytes, "byte") : `${grouped(bytes)} of ${counted(capacity, "byte")}`;
}

/** What a screen reader says of it. */
export function spokenPipe(card: PipeCard): string {
    const runs = card.runs.map(
        (run) => `${counted(run.bytes, "byte")} from ${run.process ?? "before the trace"}: ${run.text ?? "unknown"}`,
    );
    return [
        `${card.kind === "fifo" ? "FIFO" : "Pipe"} ${lastPart(card.path ?? card.id)}${card.removed ? ", name removed" : ""}`,
        pipeAmount(card),
        ...(card.remark === null ? [] : [card.remark]),
        ...runs,
        `${grouped(card.written)} written, ${grouped(card.read)} read so far`,
        `Write end: ${spokenEnd(card.writeEnd)}`,
        `Read end: ${spokenEnd(card.readEnd)}`,
    ].join(". ");
}

/** Nobody listens to the names of fifty holders. */
function spokenEnd({ count, holders }: PipeEnd): string {
    return count > 8 ? counted(count, "descriptor") : holders;
}
