import type { CallReturned } from "../../model/owners/call";
import type { Descriptor } from "../../model/owners/descriptorTable";
import { tableOf } from "../../model/owners/lookups";
import type { State } from "../../model/state";
import { lookAt } from "../../model/lookAt";
import { callText, inPlace, placeText } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** A line that opens and never closes, until a call fails with EMFILE (open(2)). */
export const descriptorsUsedUp: Rule = {
    id: "IPC010",
    title: "All descriptors are used up",
    severity: "error",
    about: "descriptors",
    watch() {
        const found = new Map<string, NewFinding>();
        return {
            ...hears(["callReturned"], (event, before) => {
                if (event.error !== "EMFILE" || found.has(event.process)) return;
                const finding = findingOf(event, before);
                if (finding !== null) found.set(event.process, finding);
            }),
            findings: () => [...found.values()],
        };
    },
};

/** Of so many it is the line's fault, and not that of a low limit. */
const fewest = 8;

/** Null: they come from many lines, or are connections, which others have opened and still use. */
function findingOf(event: CallReturned, before: State): NewFinding | null {
    const byLine = new Map<string, Descriptor[]>();
    const all = [...(tableOf(before, event.process, event.tid)?.descriptors.values() ?? [])];
    for (const descriptor of all) {
        const { got } = descriptor;
        if (got === null || got.source === null || (got.by.startsWith("accept") && !isOver(before, descriptor))) continue;
        const key = `${got.source.file}:${got.source.line}`;
        byLine.set(key, [...(byLine.get(key) ?? []), descriptor]);
    }
    const most = [...byLine.values()].toSorted((one, other) => other.length - one.length)[0] ?? [];
    const [first] = most;
    const source = first?.got?.source ?? null;
    if (first === undefined || source === null || most.length < fewest || most.length * 2 < all.length) return null;
    const objects = new Set(most.flatMap(({ description }) => before.descriptions.get(description)?.object ?? []));
    const [object] = objects;
    const of = objects.size === 1 && object !== undefined ? ` of ${lookAt(before).name(object)}` : "";
    const where = inPlace(event.source);
    return {
        certainty: "proven",
        message:
            `${callText(event, null)} of ${event.process} failed with EMFILE${where}: ${most.length} of its ${all.length} descriptors${of} ` +
            `(${first.fd} to ${most.at(-1)?.fd ?? first.fd}) were made at ${placeText(source)}, and none of them was closed. What is opened there has to be closed.`,
        process: event.process,
        fd: first.fd,
        locations: places(["cause", event.process, source], ["symptom", event.process, event.source]),
    };
}

/** The other end of the connection is closed. */
function isOver({ descriptions, objects }: State, { description }: Descriptor): boolean {
    const socket = objects.get(descriptions.get(description)?.object ?? "");
    return socket?.kind === "socket" && socket.peerClosed;
}
