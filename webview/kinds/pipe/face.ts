/** A pipe or a FIFO as a tube in Channels. */
import type { ChannelFace } from "../../card/channelFace";
import { counted } from "../../card/numberText";
import type { PipeCard } from "./pipeCard";
import { spokenPipe } from "./spoken";

export function pipeFace(card: PipeCard): ChannelFace {
    const { bytes, capacity, runs, moreRuns } = card;
    return {
        name: card.title,
        amount: amountOf(card),
        level: bytes === null || capacity === null || capacity === 0 ? null : Math.min(1, bytes / capacity),
        pieces: runs.map((run) => ({
            color: run.color,
            text: run.text ?? counted(run.bytes, "byte"),
            title: `${counted(run.bytes, "byte")} from ${run.process ?? "before the trace"}`,
        })),
        more: moreRuns,
        spoken: spokenPipe(card),
    };
}

function amountOf({ bytes, capacity }: PipeCard): string {
    if (bytes === null) return "amount unknown";
    if (bytes === 0) return "empty";
    return bytes === capacity ? `full: ${counted(bytes, "byte")}` : counted(bytes, "byte");
}
