import assert from "node:assert/strict";
import { DiagramFeed } from "../../extension/diagramFeed";
import { LiveDiagram } from "../../extension/liveDiagram";
import { Recording } from "../../webview/recording";
import { eventually } from "../vscode/eventually";
import { nobodyListens } from "../nobodyListens";
import { present } from "../present";
import type { ProcessDriver } from "./processDriver";
import { lineWith, testProgram } from "./programs";
import { withRun } from "./withRun";

const program = testProgram("debug_captions.c");
const line = (text: string): number => lineWith(program, text);

/** From the key to the words below the picture, without a window: adapter, trace, feed and page's worker as they are. */
describe("the caption of a step", () => {
    it("is about the process that was stepped, and about this step", async () => {
        const breakpoints = { [program]: [line("if (pipe"), line("sum = add(sum, 1)")] };
        await withRun({ program, configuration: { stopMode: "one" }, breakpoints }, async (run) => {
            const feed = new DiagramFeed();
            const diagram = new LiveDiagram(feed, nobodyListens);
            const recording = new Recording();
            feed.connect((message) => recording.receive(message));
            diagram.follow(present(run.traces[0]), "captions");
            const caption = (): string => recording.caption?.text ?? "";
            const steps = async (process: ProcessDriver, expected: readonly (readonly [number, RegExp])[]): Promise<void> => {
                for (const [stands, says] of expected) {
                    assert.equal((await process.next()).line, stands);
                    await diagram.stopped(process.pid);
                    assert.match(caption(), says);
                    assert.equal(recording.caption?.process, process.id);
                }
            };
            try {
                const parent = await run.process("p1");
                await parent.stopped();
                await diagram.stopped(parent.pid);
                assert.match(caption(), /^p1 runs .*debug_captions\.$/);
                await steps(parent, [
                    [line("int sum"), /^pipe.* made pipe1/],
                    [line("talk(ends[1])"), /^p1 stands still after a step/],
                    [line("fork()"), /^write\(4\) wrote 3 bytes into pipe1: “two”/],
                    [line("if (child == 0)"), /^fork made p2, a copy of p1/],
                ]);
                const child = await run.process("p2");
                await child.stopped();
                await diagram.stopped(child.pid);
                assert.match(caption(), /^fork made p2, a copy of p1/, "the beginning of the child is news of the child");
                await steps(child, [
                    [line("close(ends[1])"), /^p2 stands still after a step/],
                    [line("/nowhere/true"), /^close\(4\) closed/],
                    [line("/bin/true"), /^p2 could not execute \/nowhere\/true: ENOENT/],
                ]);
                // Nothing stops the new program. The parent still stands, so all of this goes with its stop on the screen.
                await child.client.nextRequest({ threadId: 1 });
                await eventually(
                    () => Promise.resolve(caption()),
                    (text) => /^p2 ended with exit code 0/.test(text),
                    "the caption follows the child over exec to its end",
                );
                assert.equal(recording.phase, "stopped");
                await child.ended();
                await steps(parent, [
                    [line("sum = add(sum, 2)"), /^p1 gets SIGCHLD from p2/],
                    [line("waitpid"), /^p1 stands still after a step/],
                    [line("close(ends[0])"), /^wait.* told p1 how p2 ended: exit code 0/],
                    [line("return sum"), /^close\(3\) closed/],
                ]);
                await parent.resume();
                assert.equal(await run.ended(), 0);
            } finally {
                diagram.dispose();
            }
        });
    });

    it("says which handler ran while the line was stepped over, and the step ends behind the line", async () => {
        const handled = testProgram("debug_handler.c");
        const breakpoints = { [handled]: [lineWith(handled, "Mark: raise")] };
        await withRun({ program: handled, configuration: { stopMode: "one", args: ["no fault"] }, breakpoints }, async (run) => {
            const feed = new DiagramFeed();
            const diagram = new LiveDiagram(feed, nobodyListens);
            const recording = new Recording();
            feed.connect((message) => recording.receive(message));
            diagram.follow(present(run.traces[0]), "captions");
            try {
                const process = await run.process("p1");
                await process.stopped();
                assert.equal((await process.next()).line, lineWith(handled, "for (int i"));
                await diagram.stopped(process.pid);
                assert.match(recording.caption?.explanation ?? "", /Meanwhile the handler handle ran for SIGUSR1\.$/);
            } finally {
                diagram.dispose();
            }
        });
    });
});
