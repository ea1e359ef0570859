/** A process that another debugger than gdb stops, as the JavaScript debugger does. */
import assert from "node:assert/strict";
import { DiagramFeed } from "../../extension/diagramFeed";
import { LiveDiagram } from "../../extension/liveDiagram";
import { processStands, type ProcessStands } from "../../extension/protocol/customRequests";
import { sceneOf } from "../../webview/scene/sceneOf";
import { Recording } from "../../webview/recording";
import { nobodyListens } from "../nobodyListens";
import { present } from "../present";
import { DoneFile } from "./doneFile";
import { testProgram } from "./programs";
import { untilItSleeps } from "./untilItSleeps";
import { withRun } from "./withRun";

const program = testProgram("blocked_read.c");
const place = { file: "/srv/app.ts", line: 11, function: "main" };

describe("a process that another debugger stops", () => {
    let file: DoneFile;
    beforeEach(() => (file = new DoneFile()));
    afterEach(() => file.remove());

    it("is shown where that debugger says, while the others are frozen, and goes on", () =>
        withRun({ program, configuration: { args: [file.path] } }, async (run) => {
            const feed = new DiagramFeed();
            const diagram = new LiveDiagram(feed, nobodyListens);
            const recording = new Recording();
            feed.connect((message) => recording.receive(message));
            diagram.follow(present(run.traces[0]), "stopped elsewhere");
            try {
                const [parent, child] = await Promise.all([run.process("p1"), run.process("p2")]);
                await untilItSleeps(parent.pid);
                const told = async (at: typeof place | null, stands: ProcessStands["stands"]): Promise<readonly unknown[]> => {
                    diagram.standsAt(child.pid, at);
                    await run.root.customRequest(processStands, { pid: child.pid, stands } satisfies ProcessStands);
                    await diagram.stopped(child.pid);
                    const card = sceneOf(recording.state, null, null).processes.find(({ id }) => id === "p2");
                    assert.ok(card !== undefined);
                    return [card.stateText, card.link];
                };
                assert.deepEqual(await told(place, "breakpoint"), [
                    "stopped at breakpoint",
                    { file: "/srv/app.ts", line: 11, text: "app.ts:11" },
                ]);
                await parent.client.take("frozen");
                assert.deepEqual(await told(null, "step"), ["stopped after step", null], "a line that nobody knows is not guessed");
                await told(null, null);
                await parent.client.take("continued");
            } finally {
                diagram.dispose();
            }
            file.done();
            assert.equal(await run.ended(), 0);
        }));
});
