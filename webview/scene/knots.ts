/** Groups of processes that keep each other from going on, in few words. Pure. */
import type { ProcessId } from "../../tracer/model/identities";
import type { Process } from "../../tracer/model/owners/process";
import { tablesOf } from "../../tracer/model/owners/lookups";
import type { State } from "../../tracer/model/state";
import { unusedEnds } from "../../tracer/model/waitGraph/heldEnds";
import { knotsOf, throughWhich } from "../../tracer/model/waitGraph/knots";
import type { Stuck } from "../../tracer/model/waitGraph/stuck";
import { wayOut } from "../../tracer/model/waitGraph/wayOut";
import { callText, firstOf, list } from "../../tracer/model/words";
import { sourceLink } from "../card/sourceLink";
import { visibleText } from "../card/visibleText";
import { countsOf } from "./counts";
import { portKey } from "./portKey";
import type { KnotMember, KnotShown, ProcessCard, TableRow } from "./scene";

/** More than these are a number. */
const mostNamed = 3;

/** Of those whose processes are all among `shown`. */
export function knotsShown(state: State, shown: readonly Process[]): readonly KnotShown[] {
    const drawn = new Set(shown.map(({ id }) => id));
    const knots = knotsOf(state);
    const stuck = new Set(knots.flatMap(({ members, victims }) => [...members, ...victims].map(({ process }) => process)));
    const isAll = [...state.processes.values()].every((process) => process.exit !== null || stuck.has(process));
    return knots.flatMap(({ members, victims }) => {
        if (!members.every(({ process }) => drawn.has(process.id))) return [];
        const objects = [...new Set(members.flatMap(({ wait }) => wait.object ?? []))];
        const processes = new Set(members.map(({ process }) => process.id));
        return [
            {
                members: members.map((member) => memberOf(state, member, processes)),
                victims: [...new Set(victims.map(({ process }) => process.id))].filter((id) => !processes.has(id)),
                title: isAll ? "Nobody can move" : `${named([...processes], "and")} cannot move`,
                counts: countsOf(
                    processes.size,
                    objects.flatMap((id) => state.objects.get(id) ?? []),
                ),
                objects,
                wayOut: visibleText(adviceFor(state, members)),
            },
        ];
    });
}

function memberOf(state: State, member: Stuck, group: ReadonlySet<ProcessId>): KnotMember {
    const { process, wait, enders } = member;
    return {
        process: process.id,
        call: visibleText(callText(wait, wait.fd)),
        link: sourceLink(wait.source),
        until: visibleText(untilText(state, member)),
        helpers: [...new Set(enders.map((ender) => ender.process))].filter((id) => group.has(id)),
        through: throughWhich(member).flatMap(({ process: holder, fd }) => rowsOf(state, holder, fd)),
    };
}

function rowsOf(state: State, id: ProcessId, fd: number): readonly string[] {
    const process = state.processes.get(id);
    if (process === undefined) return [];
    return tablesOf(state, process).flatMap((table, index) =>
        table.descriptors.has(fd) ? [portKey(id, fd, index === 0 ? null : table.id)] : [],
    );
}

/** "only p2 could write"; of a child's end "until p2 ends". */
function untilText(state: State, { process, wait, enders }: Stuck): string {
    const ids = [...new Set(enders.map((ender) => ender.process))];
    if (wait.awaits.what === "child" && ids.length > 0) return `until ${named(ids)} ends`;
    const could = `could ${verbOf(state, wait)}`;
    if (ids.length === 0) return `nobody ${could}`;
    if (ids.length > 1 || ids[0] !== process.id) return `only ${named(ids)} ${could}`;
    const own = enders.flatMap(({ through }) => through?.fd ?? []);
    return own.length === 0 ? `only itself ${could}` : `only its own descriptor ${firstOf(own.map(String), "or")} ${could}`;
}

function named(ids: readonly ProcessId[], last: "and" | "or" = "or"): string {
    if (ids.length <= mostNamed) return firstOf(ids, last);
    return last === "or" ? `one of ${ids.length} processes` : `${ids.length} processes`;
}

/** Of what does not depend on the object. */
const verbs: Partial<Readonly<Record<Stuck["wait"]["awaits"]["what"], string>>> = {
    message: "send",
    lock: "unlock",
    semaphores: "raise it",
    futex: "wake it",
    opening: "open the other end",
};

function verbOf({ objects }: State, { awaits: { what }, object: id }: Stuck["wait"]): string {
    const object = id === null ? undefined : objects.get(id);
    const isBytes = object !== undefined && "bytes" in object;
    if (what === "input") return isBytes ? "write" : "send";
    if (what === "room") return isBytes ? "read" : "receive";
    const isOwned = object !== undefined && "owner" in object && object.owner !== null;
    return isOwned ? "unlock it" : (verbs[what] ?? "end that");
}

function adviceFor(state: State, members: readonly Stuck[]): string {
    const objects = new Set(members.map(({ wait }) => wait.object));
    const held = unusedEnds(state).held.filter(({ object }) => objects.has(object.id));
    if (held.length > 0) {
        const closes = [...new Set(held.map(({ process, fd }) => `close(${fd}) in ${process.id}`))];
        return `${list(closes)} ${closes.length === 1 ? "is" : "are"} missing after the fork.`;
    }
    const [first] = members;
    if (members.length > 1 || first === undefined) return wayOut(state, members);
    const own = throughWhich(first).map(({ fd }) => fd);
    if (own.length === 0) return "No process has what could end that.";
    return `${first.process.id} keeps the other end open itself: close(${own.join("), close(")}) belongs before that call.`;
}

/** Rows by which somebody who waits in vain could be helped say so. */
export function noted(cards: readonly ProcessCard[], knots: readonly KnotShown[]): readonly ProcessCard[] {
    if (knots.length === 0) return cards;
    const waiting = new Map<string, readonly ProcessId[]>();
    for (const { process, through } of knots.flatMap(({ members }) => members)) {
        for (const key of through) waiting.set(key, [...(waiting.get(key) ?? []), process]);
    }
    return cards.map((card) => ({ ...card, rows: card.rows.map((row) => withNote(row, waiting.get(row.key))) }));
}

function withNote(row: TableRow, waiting: readonly ProcessId[] | undefined): TableRow {
    if (waiting === undefined) return row;
    const who = new Set(waiting);
    const note = `${named([...who], "and")} ${who.size === 1 ? "waits" : "wait"} for it`;
    return { ...row, note: row.note === null ? note : `${row.note}, ${note}` };
}
