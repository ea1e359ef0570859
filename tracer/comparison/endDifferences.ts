/** What differs between the ends of two recordings: objects, and what processes are and wait for. */
import { awaitedText } from "../model/awaited";
import { kindOfId } from "../model/kinds/kinds";
import { firstWait } from "../model/owners/process";
import { stateJson } from "../model/stateJson";
import type { State } from "../model/state";
import type { CommonNames } from "./commonNames";

export interface EndDifference {
    /** A process or an object, as both runs call it. */
    readonly what: string;
    /** Of an object, the name of what is compared: "bytes". Of a process "state". */
    readonly property: string;
    /** As JSON text; null: it is not there. */
    readonly first: string | null;
    readonly second: string | null;
}

export interface NamedEnd {
    readonly state: State;
    readonly names: CommonNames;
}

/** By process or object, and by property. */
type Facts = ReadonlyMap<string, ReadonlyMap<string, string>>;

export function endDifferences(first: NamedEnd, second: NamedEnd): readonly EndDifference[] {
    const [one, other] = [factsOf(first), factsOf(second)];
    const differences: EndDifference[] = [];
    for (const what of new Set([...one.keys(), ...other.keys()])) {
        const [here, there] = [one.get(what), other.get(what)];
        if (here === undefined || there === undefined) {
            differences.push({ what, property: "", first: textOf(here), second: textOf(there) });
            continue;
        }
        for (const property of new Set([...here.keys(), ...there.keys()])) {
            const [value, otherValue] = [here.get(property) ?? null, there.get(property) ?? null];
            if (value !== otherValue) differences.push({ what, property, first: value, second: otherValue });
        }
    }
    return differences;
}

function textOf(facts: ReadonlyMap<string, string> | undefined): string | null {
    return facts === undefined ? null : (facts.get("state") ?? "there");
}

/** They differ from run to run. */
const left: ReadonlySet<string> = new Set(["id", "name", "kind", "peerPid", "inode", "device", "local", "remote"]);

function factsOf({ state, names }: NamedEnd): Facts {
    const facts = new Map<string, Map<string, string>>();
    for (const process of state.processes.values()) {
        const wait = firstWait(process);
        const does = wait === null ? process.state : `waits in ${wait.call}: ${names.inText(awaitedText(state, wait))}`;
        const exit = process.exit === null ? does : "code" in process.exit ? `exit code ${process.exit.code}` : process.exit.signal;
        facts.set(names.process(process.id), new Map([["state", exit]]));
    }
    for (const { id, ...rest } of stateJson(state).objects) {
        // What processes have open of the file system is told by their events.
        if (kindOfId(id)?.traits.connects !== true) continue;
        const properties = Object.entries(rest).filter(([key]) => !left.has(key));
        const values = properties.map(([key, value]) => [key, names.inText(JSON.stringify(withoutNumbers(value)))] as const);
        facts.set(names.objectNames.get(id) ?? id, new Map(values));
    }
    return facts;
}

/** Without numbers of processes and moments. */
function withoutNumbers(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(withoutNumbers);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
        Object.entries(value)
            .filter(([key]) => !/^(pid|tid|senderPid|peerPid|since|time|at|write|seq)$/.test(key))
            .map(([key, each]) => [key, withoutNumbers(each)]),
    );
}
