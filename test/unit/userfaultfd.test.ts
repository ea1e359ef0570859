import assert from "node:assert/strict";
import { Consistency } from "../../tracer/consistency/consistency";
import { awaitedText } from "../../tracer/model/awaited";
import { featureBits, featuresOf } from "../../tracer/model/kinds/userfaultfd/features";
import { including, moved, without } from "../../tracer/model/kinds/userfaultfd/ranges";
import type { RegisteredRange, Userfaultfd } from "../../tracer/model/kinds/userfaultfd/state";
import { firstWait } from "../../tracer/model/owners/process";
import { sentence } from "../../tracer/model/sentence";
import { stateJson } from "../../tracer/model/stateJson";
import { sceneOf } from "../../webview/scene/sceneOf";
import { sceneText } from "../../webview/scene/sceneText";
import { present } from "../present";
import { eventsOf, play } from "./script";

const made = "p1 userfaultfd 3\np1 uffd-api 3 0\n";
const registered = `${made}p1 uffd-register 3 0x10000 0x4000 1\n`;
const faulted = `${registered}p1 uffd-read 3 fault:0x11000:1:0 fault:0x12000:0:0\n`;

function stateOf(script: string, id = "userfaultfd1"): Userfaultfd {
    const object = play(script).state.objects.get(id);
    assert.ok(object?.kind === "userfaultfd");
    return object;
}

function said(script: string): string {
    const { events, state } = play(script);
    const { text, explanation } = sentence(present(events.at(-1)), state);
    return explanation === null ? text : `${text} ${explanation}`;
}

function range(address: number, length: number, reason: "missing" | "minor" = "missing"): RegisteredRange {
    return { address: BigInt(address), length: BigInt(length), reasons: [reason] };
}

describe("a userfaultfd", () => {
    it("is off until UFFDIO_API, and then has the features that were asked for", () => {
        assert.equal(stateOf("p1 userfaultfd 3").features, "off");
        assert.deepEqual(stateOf(made).features, []);
        assert.deepEqual(stateOf("p1 userfaultfd 3\np1 uffd-api 3 0x102").features, ["UFFD_FEATURE_EVENT_FORK", "UFFD_FEATURE_THREAD_ID"]);
        assert.equal(stateOf("p1 userfaultfd 3 1").userOnly, true);
    });

    it("has one feature by another, as the kernel gives it", () => {
        assert.deepEqual(featuresOf(1 << 15), ["UFFD_FEATURE_WP_UNPOPULATED", "UFFD_FEATURE_WP_ASYNC"]);
        assert.equal(featureBits(featuresOf(0x10101)), 0x10101);
    });

    it("is made by its device, too", () => {
        const { features, complete } = stateOf("p1 open /dev/userfaultfd O_RDWR = 3\np1 userfaultfd-new 3 4");
        assert.deepEqual({ features, complete }, { features: "off", complete: true });
    });

    it("keeps what is registered, anew, in part no more, moved and unmapped", () => {
        assert.deepEqual(stateOf(registered).ranges, [range(0x10000, 0x4000)]);
        assert.deepEqual(stateOf(`${registered}p1 uffd-unregister 3 0x11000 0x1000`).ranges, [
            range(0x10000, 0x1000),
            range(0x12000, 0x2000),
        ]);
        assert.deepEqual(stateOf(`${registered}p1 uffd-register 3 0x13000 0x2000 4`).ranges, [
            range(0x10000, 0x3000),
            range(0x13000, 0x2000, "minor"),
        ]);
        assert.deepEqual(stateOf(`${registered}p1 uffd-read 3 unmap:0x10000:0x12000 remap:0x12000:0x20000:0x1000`).ranges, [
            range(0x13000, 0x1000),
            range(0x20000, 0x1000),
        ]);
    });

    it("joins neighbours, and cuts what is moved out of the middle", () => {
        assert.deepEqual(including([range(0, 16)], range(16, 16)), [range(0, 32)]);
        assert.deepEqual(including([range(0, 16)], range(16, 16, "minor")), [range(0, 16), range(16, 16, "minor")]);
        assert.deepEqual(without([range(0, 16)], { address: 0n, length: 16n }), []);
        assert.deepEqual(moved([range(0, 48)], { from: 16n, to: 100n, length: 16n }), [range(0, 16), range(32, 16), range(100, 16)]);
    });

    it("keeps the faults that were read until their pages are brought", () => {
        const addresses = (script: string): readonly bigint[] => stateOf(script).faults.map(({ address }) => address);
        assert.deepEqual(addresses(faulted), [0x11000n, 0x12000n]);
        assert.deepEqual(addresses(`${faulted}p1 uffd-copy 3 0x11000 0x1000`), [0x12000n]);
        assert.deepEqual(addresses(`${faulted}p1 uffd-zero 3 0x11000 0x2000`), []);
        assert.deepEqual(addresses(`${faulted}p1 uffd-copy 3 0x11000 0x1000 1`), [0x11000n, 0x12000n], "UFFDIO_COPY_MODE_DONTWAKE");
        assert.deepEqual(addresses(`${faulted}p1 uffd-copy 3 0x11000 0x1000 1\np1 uffd-wake 3 0x11000 0x1000`), [0x12000n]);
        assert.deepEqual(addresses(`${faulted}p1 uffd-unregister 3 0x12000 0x1000`), [0x11000n]);
        assert.deepEqual(addresses(`${faulted}p1 uffd-protect 3 0x11000 0x1000 1`), [0x11000n, 0x12000n], "a protection wakes nobody");
        assert.deepEqual(addresses(`${faulted}p1 uffd-protect 3 0x11000 0x1000 0`), [0x12000n]);
        assert.deepEqual(
            addresses(`${faulted}p1 uffd-protect 3 0x11000 0x1000 2`),
            [0x11000n, 0x12000n],
            "UFFDIO_WRITEPROTECT_MODE_DONTWAKE",
        );
    });

    it("knows why, by a read or a write, and by which thread where that is asked for", () => {
        assert.deepEqual(stateOf(`${registered}p1 uffd-read 3 fault:0x11000:3:77`).faults, [
            { address: 0x11000n, reason: "write-protected", write: true, thread: null },
        ]);
        const asked = "p1 userfaultfd 3\np1 uffd-api 3 0x100\np1 uffd-read 3 fault:0x11000:4:77";
        assert.deepEqual(stateOf(asked).faults, [{ address: 0x11000n, reason: "minor", write: false, thread: 77 }]);
    });

    it("of a fork's child is one of its own, registered as the parent's", () => {
        const script = `${registered}p1 uffd-read 3 fork:5`;
        const { features, ranges, faults, complete } = stateOf(script, "userfaultfd2");
        assert.deepEqual(
            { features, ranges, faults, complete },
            { features: [], ranges: [range(0x10000, 0x4000)], faults: [], complete: true },
        );
        const [opened] = eventsOf(play(script), "userfaultfdForked");
        assert.deepEqual([opened?.fd, opened?.closeOnExec], [5, true]);
    });

    it("is not known where the call was not captured, or a read in part", () => {
        const unseen = stateOf("p1 userfaultfd 3\np1 uffd-api 3 unseen");
        assert.deepEqual([unseen.features, unseen.complete], [null, false]);
        const { faults, complete } = stateOf(`${registered}p1 uffd-read 3 fault:0x11000:0:0 fault:0x12000:0:0 cut`);
        assert.deepEqual([faults.length, complete], [1, false]);
    });

    it("is told in sentences", () => {
        assert.equal(said("p1 userfaultfd 3"), "userfaultfd made userfaultfd1: descriptor 3.");
        assert.equal(said(made), "ioctl(3) made userfaultfd1 ready (UFFDIO_API): enabled.");
        assert.equal(
            said(registered),
            "ioctl(3) registered 16384 bytes at 0x10000: missing pages (UFFDIO_REGISTER), with userfaultfd1. Who touches such a page sleeps until somebody who reads the descriptor has brought it.",
        );
        assert.equal(
            said(faulted),
            "read(3) got 2 messages from userfaultfd1: a write to the missing page at 0x11000 and a read of the missing page at 0x12000. The thread that touched the page sleeps until it is brought.",
        );
        assert.equal(
            said(`${faulted}p1 uffd-copy 3 0x11000 0x2000`),
            "ioctl(3) brought 8192 bytes at 0x11000 (UFFDIO_COPY). 2 faults are resolved: who waited runs on.",
        );
        assert.equal(
            said(`${faulted}p1 uffd-copy 3 0x11000 0x1000 1`),
            "ioctl(3) brought 4096 bytes at 0x11000 (UFFDIO_COPY). Nobody is woken yet: that is left to UFFDIO_WAKE.",
        );
    });

    it("says what a read waits for", () => {
        const wait = (script: string): string | null => {
            const { state } = play(`${script}p1 enters uffd-read 3 fault:0:0:0`);
            return awaitedText(state, present(firstWait(present(state.processes.get("p1")))));
        };
        assert.equal(wait(registered), "waiting until a thread touches one of the missing pages");
        assert.equal(wait(made), "nothing is registered");
    });

    it("shows on its card, and in JSON, what is known", () => {
        const { state } = play(faulted);
        const lines = sceneText(sceneOf(state, null, null)).split("\n");
        const start = lines.findIndex((line) => line.trim().startsWith("userfaultfd1 userfaultfd"));
        assert.deepEqual(
            lines.slice(start + 1, start + 5).map((line) => line.trim()),
            [
                "enabled",
                "16384 bytes at 0x10000: missing pages",
                "2 faults read and not resolved: 0x11000 and 0x12000",
                "a fault is seen when its message is read",
            ],
        );
        assert.match(
            JSON.stringify(stateJson(state)),
            /"complete":true,"features":\[\],"ranges":\[\{"address":"0x10000","length":16384,"reasons":\["missing"\]\}\],"faults":\[\{"address":"0x11000"/,
        );
    });

    it("does nothing before it is enabled", () => {
        const faultsOf = (script: string): readonly string[] => {
            const consistency = new Consistency();
            return play(script).events.flatMap((event) => consistency.see(event));
        };
        assert.deepEqual(faultsOf(`${faulted}p1 uffd-copy 3 0x11000 0x1000 0`), []);
        assert.match(
            faultsOf("p1 userfaultfd 3\np1 uffd-register 3 0x10000 0x4000 1").join("\n"),
            /^event \d+: ioctl uses userfaultfd1, which is not enabled$/,
        );
    });
});
