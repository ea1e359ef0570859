/**
 * A program that runs twice, once logged by strace in full and once recorded: the two traces are compared by how the processes end, what they have open
 * then, what outlives them, and who sent how many bytes to whom.
 */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { reviewTrace } from "../../tracer/cli/reviewTrace";
import { wordOf } from "../../tracer/model/identities";
import { exitText } from "../../tracer/model/owners/processEvents";
import type { State } from "../../tracer/model/state";
import type { RecordedTrace } from "../../tracer/review/recordedTrace";

const root = path.resolve(__dirname, "../..");
const ipcscope = path.join(root, "dist/ipcscope");

/** Facts by what they are of; the value is the same where the traces agree. */
type Facts = ReadonlyMap<string, string>;

function factsOf(trace: RecordedTrace): Facts {
    const facts = new Map<string, string>();
    const kindOf = (object: string): string => wordOf(object);
    for (let seq = 1; seq <= trace.length; seq++) {
        const event = trace.event(seq);
        if (event.kind === "processExited") {
            for (const [name, value] of openAt(trace.stateAt(seq - 1), event.process)) facts.set(name, value);
        }
        if (event.kind !== "bytesRead" || !["pipe", "fifo", "socket"].includes(kindOf(event.object))) continue;
        for (const { write, length } of trace.provenance(seq)) {
            const name = `bytes from ${write === null ? "?" : trace.event(write).process} to ${event.process} by a ${kindOf(event.object)}`;
            facts.set(name, String(Number(facts.get(name) ?? 0) + length));
        }
    }
    const end = trace.stateAt(trace.length);
    for (const { id, exit } of end.processes.values()) facts.set(`end of ${id}`, exit === null ? "lives" : exitText(exit));
    const left = [...end.objects.values()].map(({ id }) => kindOf(id)).sort();
    facts.set("objects that outlive", left.join(" "));
    return facts;
}

/** What a process has open: descriptors that it had got from who started all are told by `descriptor N of before`. */
function* openAt(state: State, process: string): Generator<readonly [string, string], void, void> {
    for (const thread of state.processes.get(process)?.threads.values() ?? []) {
        for (const { fd, description } of state.tables.get(thread.table)?.descriptors.values() ?? []) {
            const opened = state.descriptions.get(description);
            if (opened === undefined) continue;
            const inherited = state.objects.get(opened.object)?.inherited === true;
            yield [`descriptor ${fd} of ${process}${inherited ? " from before" : ""}`, `${wordOf(opened.object)} ${opened.access}`];
        }
    }
}

/** Why a log does not tell it; null: it should. */
function causeOf(name: string, logged: string | undefined, recorded: string | undefined): string | null {
    if (name.endsWith("from before")) return "descriptors from before the log";
    const [kind, access] = (logged ?? "").split(" ");
    const [, accessRecorded] = (recorded ?? "").split(" ");
    if (name.startsWith("descriptor") && kind === "file" && access === accessRecorded) return "what a path names";
    return null;
}

export interface Difference {
    /** Why a log does not tell it; null: it should. */
    readonly cause: string | null;
    readonly text: string;
}

/** Between the two traces of a sample in C. `folder`: where there is room for its files. */
export async function differences(name: string, folder: string): Promise<readonly Difference[]> {
    const executable = path.join(folder, name);
    execFileSync("gcc", ["-g", "-O0", "-pthread", "-o", executable, path.join(root, "samples/c", `${name}.c`), "-lrt"]);
    const [log, imported, own] = ["log", "imported", "own"].map((ending) => path.join(folder, `${name}.${ending}`)) as [
        string,
        string,
        string,
    ];
    const run = (command: string, words: readonly string[]): void => {
        const place = fs.mkdtempSync(path.join(folder, "run-"));
        execFileSync(command, words, { cwd: place, stdio: ["ignore", "ignore", "ignore"], timeout: 60_000 });
        fs.rmSync(place, { recursive: true });
    };
    run("strace", ["-f", "-yy", "-ttt", "-s", "65536", "-xx", "-o", log, executable]);
    run(ipcscope, ["import", "-o", imported, log]);
    run(ipcscope, ["record", "-o", own, "--", executable]);
    const [fromLog, recorded] = [factsOf(await reviewTrace(imported)), factsOf(await reviewTrace(own))];
    const names = [...new Set([...fromLog.keys(), ...recorded.keys()])].sort();
    return names.flatMap((each) => {
        const [logged, seen] = [fromLog.get(each), recorded.get(each)];
        if (logged === seen) return [];
        return [
            {
                cause: causeOf(each, logged, seen),
                text: `${each}: ${logged ?? "nothing"} in the log, ${seen ?? "nothing"} in the recording`,
            },
        ];
    });
}
