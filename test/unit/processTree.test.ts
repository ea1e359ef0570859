import assert from "node:assert/strict";
import type { Event } from "../../tracer/model/event";
import type { Summary } from "../../webview/protocol/questions";
import { Stacks } from "../../webview/reading/stacks";
import { TraceAnswers } from "../../webview/reading/traceAnswers";
import { treeRows } from "../../webview/review/side/treeRows";
import { lsWc } from "../webview/stories/lsWc";
import { reviewOf } from "./reviewed";
import { present } from "../present";

const { events } = lsWc();
const summary = new TraceAnswers(reviewOf(events), new Stacks(), []).answer({ name: "summary", asked: {} }) as Summary;

describe("the tree of a trace's processes", () => {
    it("has each below the one that made it, also where it came much later", () => {
        const [first] = summary.processes;
        const born = (id: string, parent: string | null): Summary["processes"][number] => ({ ...present(first), id, parent });
        const rows = treeRows([
            born("p1", null),
            born("p2", "p1"),
            born("p3", "p2"),
            born("p4", "p1"),
            born("p5", "p3"),
            born("p6", "p99"),
        ]);
        assert.deepEqual(
            rows.map(({ process, depth }) => `${process.id} ${depth}`),
            ["p1 0", "p2 1", "p3 2", "p5 3", "p4 1", "p6 0"],
        );
    });

    it("knows when each lived, and when it did nothing but wait", () => {
        const [parent, child] = summary.processes;
        const timeOf = (event: Event | undefined): number => Math.round(present(event).time * 1e9);
        const fork = events.find(({ kind }) => kind === "processForked");
        const firstOfChild = events.find(({ process }) => process === "p2");
        assert.deepEqual([parent?.began, child?.began, child?.first], [0, timeOf(fork), firstOfChild?.seq]);
        assert.equal(summary.end, timeOf(events.at(-1)));
        const [longest] = present(parent).waits;
        const blocked = events.find(({ kind }) => kind === "callBlocked");
        const resumed = events.find(({ kind }) => kind === "callResumed");
        assert.deepEqual(longest, { from: timeOf(blocked), to: timeOf(resumed) });
        assert.deepEqual(child?.waits, []);
    });
});
