/**
 * Why a process does not go on: what it waits for, and who could end that; and, while that is one process which waits
 * itself, why that one does not go on. Pure.
 */
import { callText, firstOf } from "../../tracer/model/words";
import { awaitedText } from "../../tracer/model/awaited";
import { nobody, timeOut, type Ender } from "../../tracer/model/ender";
import type { ProcessId } from "../../tracer/model/identities";
import { firstWait } from "../../tracer/model/owners/process";
import type { State } from "../../tracer/model/state";
import { endsByItself, whatIsAwaited, whoCouldEnd } from "../../tracer/model/whoCouldEnd";
import { visibleText } from "../card/visibleText";
import type { CauseStep } from "./scene";

/** Longer chains than this nobody follows with the eyes. */
const mostSteps = 4;

/** Empty when the process does not wait. */
export function causeOf(state: State, process: ProcessId): readonly CauseStep[] {
    const steps: CauseStep[] = [];
    const seen = new Set<ProcessId>();
    for (let next: ProcessId | undefined = process; next !== undefined && !seen.has(next) && steps.length < mostSteps;) {
        const waiter = state.processes.get(next);
        const wait = waiter === undefined ? null : firstWait(waiter);
        if (waiter === undefined || wait === null) break;
        seen.add(next);
        const { known, others } = whoCouldEnd(state, waiter, wait);
        const by = [...new Set(known.map((ender) => ender.process))];
        const reason = awaitedText(state, wait);
        const where = wait.object === null ? "" : ` at ${wait.object}`;
        const timed = endsByItself(state, wait);
        const time = timed ? `, or ${timeOut} ends it` : "";
        const text = `waits in ${callText(wait, wait.fd)}${where}: ${reason}${isNamed(by, next, reason) ? "" : enderClause(known)}${time}`;
        steps.push({
            process: next,
            objects: whatIsAwaited(state, wait),
            by,
            others: others === null ? null : visibleText(others),
            timed,
            ends: visibleText(endersText(known)),
            text: visibleText(text),
        });
        next = by.length === 1 ? by[0] : undefined;
    }
    return steps;
}

/** What a sentence about the first process leaves out: null when it names everything. */
export function untold(steps: readonly CauseStep[], sentence: string): string | null {
    const words = wordsOf(sentence);
    const [first, ...more] = steps;
    if (first === undefined) return null;
    const parts: string[] = [];
    const untoldObjects = first.objects.filter((id) => !words.has(id));
    if (untoldObjects.length > 0) parts.push(`It waits for ${firstOf(untoldObjects, "or")}.`);
    if (first.by.length === 0 && first.others !== null && !sentence.includes(first.others)) parts.push(onlyText(first.others));
    if (first.by.length > 0 && !isNamed(first.by, first.process, sentence)) {
        parts.push(`${capital(first.ends)} could end that${first.timed ? `, or ${timeOut}` : ""}.`);
    } else if (first.timed && (first.by.length > 0 || first.others === null)) {
        parts.push(`${capital(timeOut)} ends it at the latest.`);
    }
    for (const { process, text } of more) parts.push(`${process} ${text}.`);
    return parts.length === 0 ? null : parts.join(" ");
}

function onlyText(others: string): string {
    return others === nobody ? "No process here could end that." : `Only ${others} could end that.`;
}

/** One of those who could end it is named in the sentence. */
function isNamed(by: readonly ProcessId[], waiter: ProcessId, sentence: string): boolean {
    const words = wordsOf(sentence);
    const among = by.filter((id) => id !== waiter);
    return among.length > 0 ? among.some((id) => words.has(id)) : by.length > 0 && words.has("own");
}

function wordsOf(sentence: string): ReadonlySet<string> {
    return new Set(sentence.split(/[^\w]+/));
}

function enderClause(enders: readonly Ender[]): string {
    return enders.length === 0 ? "" : `; ${endersText(enders)} could end that`;
}

function endersText(enders: readonly Ender[]): string {
    return firstOf([...new Set(enders.map(({ text }) => text))], "or");
}

function capital(text: string): string {
    return /^p\d/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
