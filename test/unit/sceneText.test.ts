import assert from "node:assert/strict";
import { sceneOf } from "../../webview/scene/sceneOf";
import { sceneText } from "../../webview/scene/sceneText";
import { stateAt } from "../webview/replay";
import { fifo } from "../webview/stories/fifo";
import { lsWc } from "../webview/stories/lsWc";
import { present } from "../present";

describe("scene as text", () => {
    it("tells the moment of dup in ls | wc -l", () => {
        const { events, stops } = lsWc();
        const scene = sceneOf(stateAt(events, present(stops[8])), stateAt(events, present(stops[7])), {
            text: "dup(4) returned 1.",
            explanation: "Both lead to the pipe.",
            process: "p2",
        });
        assert.equal(
            sceneText(scene),
            `event 31: 2 processes · 1 pipe
p1 wc -l · exec’d · blocked, frozen
    waits in read(0): the pipe is empty; p2's descriptor 1 (dup at ls_wc.c:14) and p2's descriptor 4 (clone at ls_wc.c:10) could still write
    0 pipe1, read end → ofd2 (waits)
    1 terminal → ofd1
    2 terminal → ofd1
    3 closed (was pipe1, read end)
    4 closed (was pipe1, write end)
p2 ls_wc · child of p1 · stopped at breakpoint · ls_wc.c:15
    last call: dup
    0 terminal → ofd1
    1 pipe1, write end → ofd3 [new]
    2 terminal → ofd1
    3 pipe1, read end → ofd2
    4 pipe1, write end → ofd3
ofd1 → tty1 · read-write · 4 references · no flags
ofd2 → pipe1 · read · 2 references · no flags
ofd3 → pipe1 · write · 2 references · no flags [was 1]
tty1 terminal /dev/pts/3 · 4 descriptors
pipe1 pipe1 · 0 of 65536 bytes · 0 written · 0 read · created by p1 at ls_wc.c:9
    write end p2 fd 1, p2 fd 4
    read end p1 fd 0 (waits), p2 fd 3
fork p1 → p2
says: dup(4) returned 1.
      Both lead to the pipe.
`,
        );
    });

    it("tells a FIFO whose name is gone, with the bytes of three writers", () => {
        const { events, stops } = fifo();
        const text = sceneText(sceneOf(stateAt(events, present(stops[5])), stateAt(events, present(stops[4])), null));
        assert.match(
            text,
            /^fifo1 FIFO jobs\.fifo \/tmp\/ipcscope-demo\/jobs\.fifo \(name removed\) · 36 of 65536 bytes · 50 written · 14 read · created by p1 at fifo_log\.c:14 \[14 bytes out\]$/m,
        );
        assert.match(text, /^ {4}6 bytes of p4 fifo_log\.c:32: job 1\\n$/m);
        assert.match(text, /^ {4}2 more, 20 bytes$/m);
    });
});
