/** The rows of ends that nobody uses, and in which words it is said whom such an end harms. */
import type { Process } from "../../tracer/model/owners/process";
import type { State } from "../../tracer/model/state";
import { unusedEnds, type HeldInVain } from "../../tracer/model/waitGraph/heldEnds";
import type { Holding } from "../../tracer/model/waitGraph/holdings";
import { tablesOf } from "../../tracer/model/owners/lookups";
import { sourceLink } from "../card/sourceLink";
import { portKey } from "./portKey";
import type { HeldEnd } from "./scene";

export function idleAndHeld(
    state: State,
    shown: readonly Process[],
): { readonly idle: ReadonlySet<string>; readonly held: readonly HeldEnd[] } {
    const drawn = new Set(shown);
    const { idle, held } = unusedEnds(state);
    return {
        idle: new Set(idle.filter(({ process }) => drawn.has(process)).map((holding) => rowOf(state, holding))),
        held: held.filter(({ process }) => drawn.has(process)).map((end) => heldEnd(end, rowOf(state, end))),
    };
}

function rowOf(state: State, { process, table, fd }: Holding): string {
    return portKey(process.id, fd, tablesOf(state, process)[0]?.id === table ? null : table);
}

function heldEnd({ process, fd, object, end, fork, harmed }: HeldInVain, key: string): HeldEnd {
    const link = sourceLink(fork?.source);
    const what = end === "write" ? `will not see the end of ${object.id}` : `waits for room in ${object.id}, and does not fail with EPIPE`;
    return {
        process: process.id,
        key,
        fd,
        object: object.id,
        end,
        since: `kept since fork${link === null ? "" : `, ${link.text}`}`,
        // What is certain as long as it is held (pipe(7)).
        harm: `as long as ${process.id} has it, ${harmed.id} ${what}`,
        link,
    };
}
