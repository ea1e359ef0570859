/** What the tests of pipes and FIFOs ask of a state. */
import assert from "node:assert/strict";
import { awaitedText } from "../../tracer/model/awaited";
import { escapeBytes } from "../../tracer/model/bytes";
import type { PipeOrFifo } from "../../tracer/model/kinds/pipe/state";
import { firstWait } from "../../tracer/model/owners/process";
import type { State } from "../../tracer/model/state";

export function pipeOf(state: State, id = "pipe1"): PipeOrFifo {
    const object = state.objects.get(id);
    assert.ok(object?.kind === "pipe" || object?.kind === "fifo", `${id} is there`);
    return object;
}

/** The buffered bytes, with the process that wrote them. */
export function content(state: State, id = "pipe1"): string {
    return pipeOf(state, id)
        .segments.map((segment) => `${segment.process}:${segment.data === null ? null : escapeBytes(segment.data)}`)
        .join(" ");
}

export function waitReason(state: State, id: string): string | null {
    const process = state.processes.get(id);
    const wait = process === undefined ? null : firstWait(process);
    return wait === null ? null : awaitedText(state, wait);
}
