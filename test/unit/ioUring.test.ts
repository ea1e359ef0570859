import assert from "node:assert/strict";
import type { IoUring } from "../../tracer/model/kinds/ioUring";
import { awaitedText } from "../../tracer/model/awaited";
import { firstWait } from "../../tracer/model/owners/process";
import { sentence } from "../../tracer/model/sentence";
import { stateJson } from "../../tracer/model/stateJson";
import { sceneOf } from "../../webview/scene/sceneOf";
import { sceneText } from "../../webview/scene/sceneText";
import { present } from "../present";
import { eventsOf, play } from "./script";

const made = "p1 io-uring 3 8 16\n";

function ringOf(script: string): IoUring {
    const object = play(script).state.objects.get("ioUring1");
    assert.ok(object?.kind === "ioUring");
    return object;
}

function said(script: string): string {
    const { events, state } = play(script);
    const { text, explanation } = sentence(present(events.at(-1)), state);
    return explanation === null ? text : `${text} ${explanation}`;
}

describe("an io_uring instance", () => {
    it("has the sizes and the flags that the kernel has given it", () => {
        const { submissions, completions, flags, submitted } = ringOf(made);
        assert.deepEqual({ submissions, completions, flags, submitted }, { submissions: 8, completions: 16, flags: [], submitted: 0 });
    });

    it("is unknown where the parameters were not captured", () => {
        const { submissions, completions, flags } = ringOf("p1 io-uring 3 8 16 unseen");
        assert.deepEqual({ submissions, completions, flags }, { submissions: null, completions: null, flags: null });
    });

    it("counts what io_uring_enter has taken, by whatever descriptor", () => {
        assert.equal(
            ringOf(`${made}p1 io-uring-enter 3 2\np1 io-uring-enter 3 0 waits 1\np1 dup2 3 9\np1 io-uring-enter 9 3`).submitted,
            5,
        );
    });

    it("does not know how much was submitted where a thread of the kernel takes it, or where it is entered by an index", () => {
        assert.equal(ringOf("p1 io-uring 3 8 16 sqpoll\np1 io-uring-enter 3 2").submitted, null);
        assert.equal(ringOf(`${made}p1 io-uring-register 3 20 1\np1 io-uring-enter 0 2 by-index`).submitted, null);
        assert.equal(ringOf(`${made}p1 io-uring-enter 3 2 by-index`).submitted, 0, "3 is no descriptor there");
    });

    it("is no descriptor when only registered", () => {
        const played = play("p1 io-uring 3 8 16 registered-only");
        assert.equal(eventsOf(played, "ioUringCreated").length, 0);
        assert.equal(
            [...played.state.objects.values()].some(({ kind }) => kind === "ioUring"),
            false,
        );
    });

    it("is told with what is not seen", () => {
        assert.equal(
            said(made),
            "io_uring_setup made ioUring1: descriptor 3, with room for 8 submissions and 16 completions. From here on what is done through its ring makes no system calls, and is not seen.",
        );
        assert.equal(
            said(`${made}p1 io-uring-enter 3 2 waits 1`),
            "io_uring_enter(3) submitted 2 operations of ioUring1, and was to wait for 1 completion. Which ones stands in shared memory, and is not seen.",
        );
        assert.equal(said(`${made}p1 io-uring-register 3 2 4`), "io_uring_register(3) did IORING_REGISTER_FILES with ioUring1, count 4.");
    });

    it("says what a call waits for", () => {
        const { state } = play(`${made}p1 enters io-uring-enter 3 2 waits 2`);
        const wait = present(firstWait(present(state.processes.get("p1"))));
        assert.equal(awaitedText(state, wait), "waiting until 2 operations of the ring are complete");
    });

    it("shows on its card, and in JSON, what is known", () => {
        const { state } = play(`${made}p1 io-uring-enter 3 2`);
        const lines = sceneText(sceneOf(state, null, null)).split("\n");
        const start = lines.findIndex((line) => line.trim().startsWith("ioUring1 io_uring instance"));
        assert.deepEqual(
            lines.slice(start + 1, start + 4).map((line) => line.trim()),
            ["room for 8 submissions and 16 completions", "2 operations submitted", "what goes through the ring is not seen"],
        );
        assert.match(JSON.stringify(stateJson(state)), /"kind":"ioUring".*"submissions":8,"completions":16,"flags":\[\],"submitted":2/);
    });
});
