import assert from "node:assert/strict";
import { Consistency } from "../../tracer/consistency/consistency";
import { awaitedText } from "../../tracer/model/awaited";
import { groupBits, groupFlags } from "../../tracer/model/kinds/fanotify/bits";
import type { Fanotify } from "../../tracer/model/kinds/fanotify/state";
import { markText } from "../../tracer/model/kinds/fanotify/text";
import { firstWait } from "../../tracer/model/owners/process";
import { sentence } from "../../tracer/model/sentence";
import { stateJson } from "../../tracer/model/stateJson";
import { sceneOf } from "../../webview/scene/sceneOf";
import { sceneText } from "../../webview/scene/sceneText";
import { present } from "../present";
import { eventsOf, play } from "./script";

const [add, remove, mount, filesystem, flush, ignored, survives] = ["0x1", "0x2", "0x10", "0x100", "0x80", 0x20, 0x40];
const made = "p1 fanotify 3 0x4 0x80001\n";
const marked = `${made}p1 marks 3 ${add} 0x21 /tmp/a\n`;

function stateOf(script: string): Fanotify {
    const object = play(script).state.objects.get("fanotify1");
    assert.ok(object?.kind === "fanotify");
    return object;
}

function marksOf(script: string): readonly string[] {
    return stateOf(script).marks.map(markText);
}

function said(script: string): string {
    const { events, state } = play(script);
    const { text, explanation } = sentence(present(events.at(-1)), state);
    return explanation === null ? text : `${text} ${explanation}`;
}

function faultsOf(script: string): readonly string[] {
    const consistency = new Consistency();
    return play(script)
        .events.flatMap((event) => consistency.see(event))
        .map((fault) => fault.replace(/^event \d+: /, ""));
}

describe("a fanotify group", () => {
    it("has the flags that it was made with", () => {
        const { flags, eventFlags, complete } = stateOf(made);
        assert.deepEqual({ flags, eventFlags, complete }, { flags: ["FAN_CLASS_CONTENT"], eventFlags: 0x80001, complete: true });
        assert.equal(groupBits(groupFlags(0x7fff)), 0x7ffc, "without FAN_CLOEXEC and FAN_NONBLOCK, which its descriptor shows");
    });

    it("keeps its marks, which are added to and taken from", () => {
        assert.deepEqual(marksOf(marked), ["/tmp/a: FAN_ACCESS FAN_OPEN"]);
        assert.deepEqual(marksOf(`${marked}p1 marks 3 ${add} 0x2 /tmp/a`), ["/tmp/a: FAN_ACCESS FAN_MODIFY FAN_OPEN"]);
        assert.deepEqual(marksOf(`${marked}p1 marks 3 ${remove} 0x1 /tmp/a`), ["/tmp/a: FAN_OPEN"]);
        assert.deepEqual(marksOf(`${marked}p1 marks 3 ${remove} 0x21 /tmp/a`), []);
        assert.deepEqual(marksOf(`${marked}p1 marks 3 ${remove} 0x40000001 /tmp/a`), ["/tmp/a: FAN_OPEN"]);
    });

    it("keeps a mark of which only FAN_ONDIR is left, and none of which only FAN_EVENT_ON_CHILD is", () => {
        const both = `${made}p1 marks 3 ${add} 0x48000020 /tmp\n`;
        assert.deepEqual(marksOf(`${both}p1 marks 3 ${remove} 0x20 /tmp`), ["/tmp: FAN_EVENT_ON_CHILD FAN_ONDIR"]);
        assert.deepEqual(marksOf(`${both}p1 marks 3 ${remove} 0x40000020 /tmp`), []);
    });

    it("keeps apart what is ignored, of which flags are no part", () => {
        const ignoring = `${marked}p1 marks 3 ${1 | ignored} 0x40000003 /tmp/a\n`;
        assert.deepEqual(marksOf(ignoring), ["/tmp/a: FAN_ACCESS FAN_OPEN, ignoring FAN_ACCESS FAN_MODIFY"]);
        assert.deepEqual(marksOf(`${ignoring}p1 marks 3 ${2 | ignored} 0x3 /tmp/a`), ["/tmp/a: FAN_ACCESS FAN_OPEN"]);
        assert.equal(stateOf(ignoring).marks[0]?.keepsIgnored, false);
        assert.equal(stateOf(`${ignoring}p1 marks 3 ${1 | ignored | survives} 0x4 /tmp/a`).marks[0]?.keepsIgnored, true);
    });

    it("keeps marks of files, mounts and file systems apart, and loses all of one scope at once", () => {
        const all = `${marked}p1 marks 3 ${Number(add) | Number(mount)} 0x8 /tmp/a\np1 marks 3 ${Number(add) | Number(filesystem)} 0x10 /tmp/a\n`;
        assert.deepEqual(marksOf(all), [
            "/tmp/a: FAN_ACCESS FAN_OPEN",
            "the mount of /tmp/a: FAN_CLOSE_WRITE",
            "the file system of /tmp/a: FAN_CLOSE_NOWRITE",
        ]);
        assert.equal(marksOf(`${all}p1 marks 3 ${flush} 0 /`).length, 2);
        assert.equal(marksOf(`${all}p1 marks 3 ${Number(flush) | Number(mount)} 0 /`).length, 2);
    });

    it("marks what a descriptor stands for where there is no path", () => {
        assert.deepEqual(marksOf(`p1 open /tmp/b O_RDONLY = 5\n${made}p1 marks 3 ${add} 0x20 -`), ["/tmp/b: FAN_OPEN"]);
    });

    it("is not known whole where a mark was made in another way, or where a read was not captured", () => {
        assert.equal(stateOf(`${marked}p1 marks 3 ${remove} 0x20 /tmp/other`).complete, false);
        assert.equal(stateOf(`${made}p1 marks 3 ${add} 0x20 -`).complete, false);
        assert.equal(stateOf(`${marked}p1 told 3 0x20:-1:7 0x20:-1:8 cut`).complete, false);
    });

    it("keeps the accesses that wait for an answer", () => {
        const asked = `${marked}p1 told 3 0x10000:6:77 0x20:7:78 0x20000:8:79\n`;
        const waiting = (script: string): readonly number[] => stateOf(script).asked.map(({ fd }) => fd);
        assert.deepEqual(waiting(asked), [6, 8]);
        assert.deepEqual(waiting(`${asked}p1 answers 3 6:1`), [8]);
        assert.deepEqual(waiting(`${asked}p1 answers 3 6:1\np1 answers 3 8:2`), []);
        assert.deepEqual(waiting(`${asked}p1 answers 3 6:1 8:2`), [8], "the kernel takes one answer of each write");
    });

    it("brings descriptors with the flags that it was made with", () => {
        const opened = eventsOf(play(`${made}p1 told 3 0x20:6:77`), "descriptorOpened").find(({ fd }) => fd === 6);
        assert.deepEqual([opened?.closeOnExec, opened?.description.access], [true, "write"]);
    });

    it("is told in sentences", () => {
        assert.equal(
            said(made),
            "fanotify_init made fanotify1: descriptor 3, FAN_CLASS_CONTENT. It watches nothing yet: marks say what it is told of.",
        );
        assert.equal(said(marked), "fanotify_mark: fanotify1 is told of FAN_ACCESS FAN_OPEN of /tmp/a from now on.");
        assert.equal(
            said(`${made}p1 marks 3 ${add} 0x10000 /tmp/a`),
            "fanotify_mark: fanotify1 is told of FAN_OPEN_PERM of /tmp/a from now on. Whoever wants such an access waits until the group allows it.",
        );
        assert.equal(said(`${marked}p1 told 3 0x100:-1:77:draft`), "read(3) got 1 event from fanotify1: FAN_CREATE of draft by 77.");
        assert.equal(
            said(`${marked}p1 answers 3 6:2`),
            "write(3) told fanotify1 the answer: denied the access of descriptor 6. A call that is denied fails with EPERM.",
        );
        assert.equal(
            said(`${marked}p1 marks 3 ${flush} 0 /`),
            "fanotify_mark removed all marks of a file from fanotify1 (FAN_MARK_FLUSH).",
        );
    });

    it("says what a read waits for", () => {
        const wait = (script: string): string | null => {
            const { state } = play(`${script}p1 enters told 3 0x20:-1:1`);
            return awaitedText(state, present(firstWait(present(state.processes.get("p1")))));
        };
        assert.equal(wait(marked), "waiting until something happens to /tmp/a");
        assert.equal(wait(made), "nothing is marked");
    });

    it("shows on its card, and in JSON, what is known", () => {
        const { state } = play(`${marked}p1 told 3 0x10000:6:77`);
        const lines = sceneText(sceneOf(state, null, null)).split("\n");
        const start = lines.findIndex((line) => line.trim().startsWith("fanotify1 fanotify group"));
        assert.deepEqual(
            lines.slice(start + 1, start + 4).map((line) => line.trim()),
            ["1 access waits for an answer: FAN_OPEN_PERM by 77, descriptor 6", "/tmp/a", "ACCESS OPEN"],
        );
        assert.match(
            JSON.stringify(stateJson(state)),
            /"complete":true,"flags":\["FAN_CLASS_CONTENT"\],"marks":\[\{"scope":"file","path":"\/tmp\/a","keepsIgnored":false,"mask":\["FAN_ACCESS","FAN_OPEN"\],"ignored":\[\]\}\],"asked":\[\{"fd":6/,
        );
    });

    it("is answered about what it has asked", () => {
        const asked = `${marked}p1 told 3 0x10000:6:77\n`;
        assert.deepEqual(faultsOf(`${asked}p1 answers 3 6:1`), []);
        assert.deepEqual(faultsOf(`${asked}p1 answers 3 7:1`), [
            "fanotify1 got an answer about descriptor 7, about which it has not asked",
        ]);
    });
});
