/** A process and its descriptor table. */
import { firstWait, type ExitStatus, type Process } from "../../tracer/model/owners/process";
import type { ObjectId } from "../../tracer/model/identities";
import type { State } from "../../tracer/model/state";
import { awaitedText } from "../../tracer/model/awaited";
import { callText, nameOf } from "../../tracer/model/words";
import { suspensionText } from "../../tracer/model/owners/jobText";
import { mainTable } from "../../tracer/model/owners/lookups";
import { baseName } from "../card/baseName";
import type { Mark, StateSymbol } from "../card/card";
import { processColor } from "../card/processColor";
import { sourceLink } from "../card/sourceLink";
import { visibleText } from "../card/visibleText";
import { jobBadges } from "./jobBadges";
import { jobCircle } from "./jobCircle";
import type { Look } from "../../tracer/model/look";
import type { ProcessCard } from "./scene";
import { tableRows } from "./tableRows";

/** `isHidden`: the object serves a runtime alone, and is not drawn. */
export function processCard(
    state: State,
    before: State | null,
    process: Process,
    isForemost: boolean,
    look: Look,
    isHidden: (object: ObjectId) => boolean,
): ProcessCard {
    const isNew = before !== null && process.bornAt > before.at;
    const table = mainTable(state, process);
    const gone = process.state === "exited" || process.state === "zombie";
    const sharers =
        table === undefined || table.users <= process.threads.size
            ? []
            : [...state.processes.values()].filter((other) => other !== process && mainTable(state, other) === table);
    return {
        kind: "process",
        id: process.id,
        pid: process.pid,
        color: processColor(process.id),
        command: visibleText(shortCommand(process.command)),
        fullCommand: visibleText(process.command),
        origin: originOf(process, gone ? null : (sharers[0] ?? null)),
        ...stateOf(process),
        alsoFrozen: process.frozen && process.state === "blocked" && process.stop === null,
        badges: jobBadges(state, process),
        circle: jobCircle(state, process),
        detail: detailOf(state, process, look, isHidden),
        link: sourceLink(process.stop === null ? process.last?.source : process.stop.source),
        rows: gone ? [] : tableRows(state, before, process, isNew),
        gone,
        parent: process.parent,
        foremost: isForemost,
        mark: markOf(before, process, isNew),
    };
}

/** "/home/student/samples/build/ls_wc -l" → "ls_wc -l" */
function shortCommand(command: string): string {
    const space = command.indexOf(" ");
    return space < 0 ? baseName(command) : baseName(command.slice(0, space)) + command.slice(space);
}

function originOf(process: Process, sharer: Process | null): string | null {
    if (sharer !== null) return `table shared with ${sharer.id}`;
    if (process.executed > 1) return `exec’d ${process.executed} times`;
    if (process.executed === 1) return "exec’d";
    return process.parent === null ? null : `child of ${process.parent}`;
}

/** What a card or a list says of the process's state. */
export function stateOf(process: Process): { readonly symbol: StateSymbol; readonly stateText: string } {
    if (process.state === "zombie") return { symbol: "zombie", stateText: "zombie" };
    if (process.state === "exited") return endOf(process.exit);
    if (process.stop !== null) return { symbol: "stopped", stateText: stopText(process.stop.reason, process.stop.signal) };
    if (process.suspended !== null) return { symbol: "stopped", stateText: `stopped by ${suspensionText(process.suspended)}` };
    if (process.state === "blocked") return { symbol: "blocked", stateText: "blocked" };
    if (process.frozen) return { symbol: "frozen", stateText: "frozen" };
    if (process.state === "stopped") return { symbol: "stopped", stateText: "stopped" };
    return { symbol: "running", stateText: "running" };
}

function endOf(exit: ExitStatus | null): { readonly symbol: StateSymbol; readonly stateText: string } {
    if (exit !== null && "signal" in exit) return { symbol: "killed", stateText: `ended by ${exit.signal}` };
    if (exit === null) return { symbol: "exited", stateText: "exited" };
    return { symbol: "exited", stateText: `exited, status ${exit.code}` };
}

function stopText(reason: string, signal: string | null): string {
    switch (reason) {
        case "breakpoint":
            return "stopped at breakpoint";
        case "step":
            return "stopped after step";
        case "pause":
            return "paused";
        case "entry":
            return "stopped at entry";
        default:
            return signal === null ? "stopped" : `stopped by ${signal}`;
    }
}

function detailOf(state: State, process: Process, look: Look, isHidden: (object: ObjectId) => boolean): string | null {
    if (process.state === "zombie") {
        const end = process.exit === null ? "" : "signal" in process.exit ? `${process.exit.signal}, ` : `status ${process.exit.code}, `;
        return `${end}${process.parent === null ? "its parent" : process.parent} has not waited for it`;
    }
    if (process.state === "exited") return null;
    const wait = firstWait(process);
    if (wait !== null && (wait.object === null || !isHidden(wait.object))) {
        return `waits in ${callText(wait, wait.fd)}: ${awaitedText(state, wait, look)}`;
    }
    return process.last === null ? null : `last call: ${nameOf(process.last)}`;
}

function markOf(before: State | null, process: Process, isNew: boolean): Mark {
    if (before === null) return null;
    if (isNew) return "new";
    const previous = before.processes.get(process.id);
    if (previous === undefined) return null;
    if (process.state !== previous.state && (process.state === "exited" || process.state === "zombie")) return "ended";
    if (process.executed > previous.executed) return "exec’d";
    if (process.state !== previous.state && process.state === "blocked") return "blocked";
    return null;
}
