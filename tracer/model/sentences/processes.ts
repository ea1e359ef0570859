/** Sentences about processes. */
import type * as events from "../../events/event";
import { commandText } from "../commandText";
import { tableOf } from "../descriptorTable";
import type { State } from "../state";
import { count, descriptors, exitText, said, type Sentence } from "./words";

export function processStarted(event: events.ProcessStarted): Sentence {
    return said(`${event.process} runs ${event.command}.`);
}

export function processForked(event: events.ProcessForked, state: State): Sentence {
    const text = `${event.call ?? "fork"} made ${event.child}, a copy of ${event.process}.`;
    if (event.sharesDescriptors) return said(text, "Both use one descriptor table: what one opens or closes, the other sees.");
    const number = tableOf(state, event.child)?.descriptors.size ?? 0;
    const copy = `${event.child} has a copy of the descriptor table: its ${count(number, "descriptor")} and those of ${event.process} share their open file descriptions.`;
    return said(text, event.call === "vfork" ? `${copy} ${event.process} waits until ${event.child} executes a program or exits.` : copy);
}

export function threadCreated(event: events.ThreadCreated): Sentence {
    return said(`${event.process} has another thread.`);
}

export function threadExited(event: events.ThreadExited): Sentence {
    return said(`A thread of ${event.process} ended.`);
}

export function programExecuted(event: events.ProgramExecuted, state: State): Sentence {
    const open = tableOf(state, event.process)?.descriptors.size ?? 0;
    const closed =
        event.closed.length === 0
            ? ""
            : `${descriptors(event.closed)} had close-on-exec and ${event.closed.length === 1 ? "is" : "are"} closed. `;
    return said(
        `${event.process} executes ${commandText(event.path, event.arguments)}.`,
        `${closed}${closed === "" ? "Its" : "The other"} ${count(open, "descriptor")} stay${open === 1 ? "s" : ""} open in the new program.`,
    );
}

export function programExecutionFailed(event: events.ProgramExecutionFailed): Sentence {
    return said(`${event.process} could not execute ${event.path}: ${event.error}.`, "The old program goes on.");
}

export function processExited(event: events.ProcessExited, state: State): Sentence {
    const process = state.processes.get(event.process);
    const how = "code" in event.exit ? `ended with exit code ${event.exit.code}` : `was ended by ${event.exit.signal}`;
    const zombie = process?.state === "zombie" ? ` It is a zombie until ${process.parent} waits for it.` : "";
    return said(`${event.process} ${how}.`, `All its descriptors are closed.${zombie}`);
}

export function processReaped(event: events.ProcessReaped): Sentence {
    if (event.call === undefined) return said(`${event.child} left no zombie.`, `Its parent ${event.process} ignores SIGCHLD.`);
    return said(
        `${event.call} told ${event.process} how ${event.child} ended: ${exitText(event.exit)}.`,
        `${event.child} is no zombie any more.`,
    );
}

export function processReparented(event: events.ProcessReparented): Sentence {
    const parent = event.parent ?? (event.parentPid === 1 ? "init" : `process ${event.parentPid}`);
    return said(`${event.process} has a new parent: ${parent}.`, "Its own parent ended before it.");
}
