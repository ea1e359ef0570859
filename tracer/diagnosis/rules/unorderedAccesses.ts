import type { Event } from "../../model/event";
import type { State } from "../../model/state";
import { inPlace } from "../../model/words";
import { places } from "../finding";
import { History, type Access } from "../order/history";
import { isWord, Places } from "../order/places";
import { racesIn, type Race } from "../order/races";
import { hears, type NewFinding, type Rule } from "../rule";

/**
 * A program whose processes wait for each other in the memory itself may order its accesses by words of which that cannot be told: of such
 * a program only that is said of which no order could make a word of that kind, values that several processes read and write anew.
 */
export const unorderedAccesses: Rule = {
    id: "IPC080",
    title: "Two processes use shared memory without order",
    severity: "warning",
    about: "memory",
    watch() {
        const history = new History();
        const used = new Places();
        /** From here on something is missing. */
        let isOver = false;
        let known = { length: 0, findings: [] as readonly NewFinding[] };
        function see(event: Event, before: State): void {
            if (!isOver) history.see(event, before);
        }
        return {
            on: {
                ...hears(["memoryRead", "memoryWritten", "memoryAccessed"], (event) => {
                    // What calls do there is told behind them.
                    if (!isOver && event.call === undefined) used.see(event, history.take(event));
                }).on,
                // The memory is told apart by them also before it is accessed.
                ...hears(["processForked", "programExecuted", "processExited"], see).on,
                // While a thread sleeps in a call, the accesses of its neighbours may be missed.
                threadCreated: () => (isOver = true),
                traceNote: () => (isOver ||= history.items.length > 0),
            },
            others: see,
            isAwake: () => !isOver && history.items.length > 0,
            findings() {
                const { length } = history.items;
                if (length !== known.length) known = { length, findings: findingsIn(history, used) };
                return known.findings;
            },
        };
    },
};

type Sureness = "update" | "bytes" | "word";

function findingsIn(history: History, used: Places): readonly NewFinding[] {
    const races = racesIn(history.items, (access, offset) => used.isForSynchronisation(access.object, offset));
    const words = races.filter((race) => surenessOf(race, used) === "word");
    const told = new Map<string, NewFinding>();
    for (const race of races) {
        const sureness = surenessOf(race, used);
        if (sureness !== "update" && used.isOwnSynchronisation) continue;
        if (sureness === "word" && !isToldOfWord(race, words)) continue;
        const key = keyOf(race);
        if (told.get(key)?.certainty !== "proven") {
            const finding = findingOf(race, sureness);
            if (!told.has(key) || finding.certainty === "proven") told.set(key, finding);
        }
    }
    return [...told.values()];
}

/** Of words that one instruction reads or writes it is not known whether they were meant to be atomic, unless several update them. */
function surenessOf({ earlier, later }: Race, used: Places): Sureness {
    if (used.isUpdate(earlier) && used.isUpdate(later)) return "update";
    return isWord(earlier) && isWord(later) ? "word" : "bytes";
}

function isToldOfWord(race: Race, words: readonly Race[]): boolean {
    const { earlier, later, publishes } = race;
    const changes = (!earlier.writes || earlier.changes) && (!later.writes || later.changes);
    const isMutual = words.some((other) => writerOf(other) === readerOf(race) && readerOf(other) === writerOf(race));
    return changes && !publishes && !isMutual;
}

function writerOf({ earlier, later }: Race): number {
    return earlier.writes ? earlier.unit : later.unit;
}

function readerOf({ earlier, later }: Race): number {
    return earlier.writes ? later.unit : earlier.unit;
}

function keyOf({ earlier, later }: Race): string {
    const functions = [earlier, later].map(({ source }) => `${source?.file ?? ""} ${source?.function ?? ""}`);
    return [earlier.object, ...functions.toSorted((one, other) => one.localeCompare(other))].join("\n");
}

function findingOf({ earlier, later }: Race, sureness: Sureness): NewFinding {
    const [one, other] = earlier.writes ? [earlier, later] : [later, earlier];
    const verb = (access: Access): string => (sureness === "update" ? "reads, and writes anew," : access.writes ? "writes" : "reads");
    const chance = {
        update: "Between the read and the write of one the other may write, and what that has written is lost.",
        bytes: "A part of the bytes may be of before, another of after.",
        word: "Whether the value is that of before or of after is chance.",
    };
    const mend =
        sureness === "update"
            ? "A semaphore or a mutex is to be held around both, or they are to be done by one atomic instruction."
            : "One is to wait for the other, or a semaphore or a mutex is to be held around both.";
    return {
        certainty: sureness === "word" ? "likely" : "proven",
        message:
            `${one.process} ${verb(one)} ${placeOf(one)} of ${one.object}${inPlace(one.source)}, and ${other.process} ${verb(other)} ` +
            `${placeOf(other)}${inPlace(other.source)}: nothing orders the two, no fork or end of a process, no bytes or message, no semaphore, lock or ` +
            `signal. ${chance[sureness]} ${mend}`,
        process: other.process,
        object: other.object,
        at: later.seq,
        locations: places(["cause", one.process, one.source], ["related", other.process, other.source]),
    };
}

function placeOf({ offset, length }: Access): string {
    return length === 1 ? `the byte at offset ${offset}` : `${length} bytes at offset ${offset}`;
}
