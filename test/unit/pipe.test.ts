import assert from "node:assert/strict";
import { lengthOf } from "../../tracer/model/kinds/pipe/segments";
import { placesOf } from "../../tracer/model/kinds/pipe/ring";
import { stateJson } from "../../tracer/model/stateJson";
import { content, pipeOf, waitReason } from "./pipeState";
import { eventsOf, play } from "./script";

describe("a pipe", () => {
    it("holds what was written until it is read, and knows who wrote it", () => {
        const played = play(`
            p1 pipe 3 4
            p1 fork p2
            p2 write 4 "test"
            p1 write 4 "ab"
            p1 read 3 "tes"`);
        assert.equal(content(played.state), "p2:t p1:ab");
        const [read] = eventsOf(played, "bytesRead");
        const [first] = eventsOf(played, "bytesWritten");
        assert.deepEqual(read?.segments, [{ write: first?.seq, offset: 0, length: 3 }]);
        assert.deepEqual([pipeOf(played.state).written, pipeOf(played.state).read, pipeOf(played.state).bytes], [6, 3, 3]);
    });

    it("keeps account of its open file descriptions, not of descriptors", () => {
        const { state } = play("p1 pipe 3 4\np1 fork p2\np2 dup 4 = 5\np1 close 3");
        assert.deepEqual([pipeOf(state).readers, pipeOf(state).writers], [1, 1]);
        assert.deepEqual(
            [...state.descriptions.values()].map(({ references }) => references),
            [6, 1, 3],
        );
    });

    it("goes with its last descriptor", () => {
        const { state } = play('p1 pipe 3 4\np1 write 4 "x"\np1 close 4\np1 close 3');
        assert.equal(state.objects.has("pipe1"), false);
        assert.equal(state.descriptions.size, 1);
    });

    it("gives the end of file when no writer is left", () => {
        const played = play('p1 pipe 3 4\np1 fork p2\np1 close 4\np1 enters read 3\np2 exits 0\np1 leaves ""');
        assert.equal(eventsOf(played, "bytesRead")[0]?.endOfFile, true);
        assert.equal(pipeOf(played.state).writers, 0);
    });

    it("is full when its 16 pages are in use", () => {
        const { state } = play("p1 pipe 3 4\np1 enters write 4 x*70000");
        assert.deepEqual([pipeOf(state).bytes, placesOf(pipeOf(state).slots)], [65536, 16]);
        const process = state.processes.get("p1");
        assert.ok(process !== undefined);
        assert.equal(process.state, "blocked");
        assert.equal(waitReason(state, "p1"), "the pipe is full (65536 bytes); p1's own descriptor 3 could read (got by pipe at a.c:1)");
    });

    it("does not put a whole page behind a few bytes", () => {
        const { state } = play("p1 pipe 3 4\np1 write 4 x*10\np1 enters write 4 y*65536");
        assert.equal(pipeOf(state).bytes, 10 + 15 * 4096);
    });

    it("says why it is full with fewer bytes than fit", () => {
        const script = `p1 pipe 3 4\np1 fork p2\np1 close 3\n${"p1 write 4 x*4000\n".repeat(16)}p1 enters write 4 x*4000`;
        assert.equal(
            waitReason(play(script).state, "p1"),
            "the pipe is full: 64000 bytes take all its 16 pages, since a write never splits its odd bytes over two; " +
                "p2's descriptor 3 could read (got by fork at a.c:2)",
        );
    });

    it("fills the last page with the odd bytes of the next write", () => {
        const { state } = play("p1 pipe 3 4\np1 write 4 x*10\np1 write 4 y*20");
        assert.equal(placesOf(pipeOf(state).slots), 1);
    });

    it("lets a waiting write go on when there is room", () => {
        const { state } = play("p1 pipe 3 4\np1 fork p2\np2 enters write 4 y*70000\np1 read 3 y*4096");
        assert.deepEqual([pipeOf(state).bytes, pipeOf(state).inFlight[0]?.taken], [65536, 69632]);
    });

    it("takes bytes from a write that has not returned", () => {
        const played = play('p1 pipe 3 4\np1 fork p2\np2 enters write 4 "hello"\np1 read 3 "hello"\np2 leaves 5');
        assert.equal(pipeOf(played.state).bytes, 0);
        assert.equal(eventsOf(played, "bytesRead")[0]?.segments?.[0]?.write, eventsOf(played, "callBlocked")[0]?.seq);
    });

    it("keeps only what a write took when a signal cut it short", () => {
        const { state } = play("p1 pipe 3 4\np1 fork p2\np2 enters write 4 y*70000\np2 leaves 65536");
        assert.deepEqual([pipeOf(state).bytes, pipeOf(state).inFlight.length], [65536, 0]);
        const empty = play('p1 pipe 3 4\np1 enters write 4 "abc"\np1 leaves ERESTARTSYS').state;
        assert.deepEqual([pipeOf(empty).bytes, placesOf(pipeOf(empty).slots)], [0, 0]);
    });

    it("learns from the first of two waiting writes that returns which of them got the room", () => {
        const bothWait = "p1 pipe 3 4\np1 fork p2\np1 fork p3\np1 write 4 x*65536\np2 enters write 4 y*8192\np3 enters write 4 z*8192\n";
        const last = play(`${bothWait}p1 read 3 x*4096\np3 leaves 4096`).state;
        assert.deepEqual(
            [pipeOf(last).bytes, placesOf(pipeOf(last).slots), pipeOf(last).inFlight.map(({ taken }) => taken)],
            [65536, 16, [0]],
        );
        const both = play(`${bothWait}p1 read 3 x*8192\np2 leaves 4096`).state;
        assert.deepEqual(
            [pipeOf(both).bytes, placesOf(pipeOf(both).slots), pipeOf(both).inFlight.map(({ taken }) => taken)],
            [65536, 16, [4096]],
        );
    });

    it("learns that a waiting write has put nothing in, though some of its bytes seemed to be read: they were the other's", () => {
        const bothWait = "p1 pipe 3 4\np1 fork p2\np1 fork p3\np1 write 4 x*65536\np2 enters write 4 x*65536\np3 enters write 4 x*65536\n";
        const read = "p1 read 3 x*4096\n".repeat(18);
        const { state } = play(`${bothWait}${read}p2 leaves 65536\np3 leaves ERESTARTSYS`);
        const { bytes, segments, slots } = pipeOf(state);
        assert.deepEqual([bytes, lengthOf(segments), placesOf(slots)], [14 * 4096, 14 * 4096, 14]);
        const again = pipeOf(play(`${bothWait}${read}p2 leaves 65536\np3 leaves ERESTARTSYS\np3 enters write 4 x*65536`).state);
        assert.deepEqual([again.bytes, lengthOf(again.segments), placesOf(again.slots)], [65536, 65536, 16]);
    });

    it("lets several waiting writes go on in turns, as was measured", () => {
        const begin =
            "p1 pipe 3 4\np1 fcntl 4 1031 4096 = 4096\np1 fork p2\np1 fork p3\np1 fork p4\np1 write 4 x*4096\n" +
            "p2 enters write 4 a*10000\np3 enters write 4 b*9000\np4 enters write 4 c*8000\n";
        const got = ["x*4096", "a*4096", "b*4096", "c*4096", "a*4096", "b*4096", "c*3904", "a*1808", "b*808"];
        const contents = got.map((_, reads) => {
            const { state } = play(
                begin +
                    got
                        .map((bytes) => `p1 read 3 ${bytes}\n`)
                        .slice(0, reads)
                        .join(""),
            );
            const { bytes, segments } = pipeOf(state);
            return [bytes, ...segments.map(({ process, length }) => `${process} ${length}`)];
        });
        assert.deepEqual(contents, [
            [4096, "p1 4096"],
            [4096, "p2 4096"],
            [4096, "p3 4096"],
            [4096, "p4 4096"],
            [4096, "p2 4096"],
            [4096, "p3 4096"],
            [3904, "p4 3904"],
            [1808, "p2 1808"],
            [808, "p3 808"],
        ]);
    });

    it("does not know how much is in it while more was written than fits: a reader has made room, and was not seen to return", () => {
        const before = "p1 pipe 3 4\np1 fork p2\np1 write 4 x*65536\np1 enters read 3 x*4096\np2 write 4 y*4096\n";
        const { state } = play(before);
        assert.deepEqual([pipeOf(state).bytes, stateJson(state).objects[1]?.preview], [null, null]);
        assert.equal(pipeOf(play(`${before}p1 leaves`).state).bytes, 65536);
    });

    it("does not know how much is in it when waiting writes took turns that leave other pages half full, until nobody waits", () => {
        const before =
            "p1 pipe 3 4\np1 fork p2\np1 fork p3\np1 fork p4\np1 write 4 x*65536\n" +
            "p2 enters write 4 y*8192\np3 enters write 4 z*5000\np4 enters write 4 w*9000\np1 read 3 x*8192\np3 leaves 5000\n";
        assert.equal(pipeOf(play(before).state).bytes, null);
        const later = `${before}p1 read 3 x*57344\np1 read 3 z*5000\np1 read 3 y*8192\np1 read 3 w*9000\np2 leaves 8192\n`;
        assert.equal(pipeOf(play(later).state).bytes, null);
        assert.equal(pipeOf(play(`${later}p4 leaves 9000`).state).bytes, 0);
    });

    it("keeps the bytes of a writer that was killed in the middle", () => {
        const { state } = play("p1 pipe 3 4\np1 fork p2\np2 enters write 4 y*70000\np2 killed SIGKILL");
        assert.deepEqual([pipeOf(state).bytes, pipeOf(state).inFlight.length], [65536, 0]);
    });

    it("believes the bytes when two writers came in another order", () => {
        const played = play(`
            p1 pipe 3 4
            p1 fork p2
            p1 fork p3
            p2 enters write 4 "one"
            p3 write 4 "two"
            p1 read 3 "two"
            p2 leaves 3`);
        assert.equal(content(played.state), "p2:one");
        assert.equal(eventsOf(played, "bytesRead")[0]?.segments?.[0]?.write, eventsOf(played, "bytesWritten")[0]?.seq);
    });

    it("marks writes whose order is not known yet", () => {
        const { state } = play('p1 pipe 3 4\np1 fork p2\np1 enters write 4 "one"\np2 write 4 "two"\np1 leaves 3\np1 write 4 "end"');
        assert.deepEqual(
            pipeOf(state).segments.map((segment) => segment.concurrent),
            [true, true, false],
        );
    });

    it("believes the bytes when two readers were seen in another order", () => {
        const { state } = play(`
            p1 pipe 3 4
            p1 fork p2
            p1 write 4 "one"
            p1 write 4 "two"
            p2 read 3 "two"
            p1 read 3 "one"`);
        assert.equal(pipeOf(state).bytes, 0);
    });

    it("counts bytes that were not captured, and does not make them up", () => {
        const script = 'p1 pipe 3 4\np1 fork p2\np1 write 4 "abcdef" captured 3\np2 write 4 "xyz"';
        assert.equal(stateJson(play(script).state).objects[1]?.preview, "abc");
        const { state } = play(`${script}\np1 read 3 "abcd"`);
        assert.equal(content(state), "p1:null p2:xyz");
        const swapped = play(`${script}\np1 read 3 "xyzab"`);
        assert.equal(content(swapped.state), "p1:c");
        assert.equal(pipeOf(swapped.state).bytes, 4);
    });

    it("gives packets one by one, and drops what a read did not want of one", () => {
        const { state } = play('p1 pipe 3 4 O_DIRECT\np1 write 4 "abcd"\np1 write 4 "ef"\np1 read 3 "ab"');
        assert.equal(content(state), "p1:ef");
        assert.deepEqual(
            pipeOf(state).slots.map(({ length }) => length),
            [2],
        );
    });

    it("makes packets of what waits, whatever stood before it, from the moment that O_DIRECT is set", () => {
        const begin = "p1 pipe 3 4\np1 fork p2\np1 fork p3\n";
        const setDirect = "p1 fcntl 4 4 16384\n";
        const full = play(
            `${begin}p1 write 4 "ab"\n${setDirect}p2 enters write 4 y*65535\np1 read 3 "ab"\np2 leaves 65535\np3 enters write 4 "z"`,
        );
        assert.deepEqual([pipeOf(full.state).bytes, pipeOf(full.state).inFlight.map(({ taken }) => taken)], [65535, [0]]);
        const later = play(`${begin}p1 write 4 x*65536\np2 enters write 4 "yy"\n${setDirect}p1 read 3 x*4096`);
        assert.deepEqual(pipeOf(later.state).slots.at(-1), { start: 0, length: 2, pages: 1, canMerge: false, packet: true });
    });

    it("moves bytes to another pipe with splice, and copies them with tee", () => {
        const { state } = play('p1 pipe 3 4\np1 pipe 5 6\np1 pipe 7 8\np1 write 4 "abc"\np1 tee 3 8 3\np1 splice 3 6 2');
        assert.deepEqual(
            ["pipe1", "pipe2", "pipe3"].map((id) => content(state, id)),
            ["p1:c", "p1:ab", "p1:abc"],
        );
    });

    it("can be made larger", () => {
        const played = play("p1 pipe 3 4\np1 fcntl 4 1031 131072 = 131072");
        assert.equal(pipeOf(played.state).capacity, 131072);
    });

    it("says who could still write, at the moment of asking, and how they got it", () => {
        const reason = (script: string): string | null => {
            return waitReason(play(script).state, "p1");
        };
        assert.equal(
            reason("p1 pipe 3 4\np1 enters read 3"),
            "the pipe is empty; p1's own descriptor 4 could still write (got by pipe at a.c:1)",
        );
        assert.equal(
            reason("p1 pipe 3 4\np1 fork p2\np1 enters read 3"),
            "the pipe is empty; p1's own descriptor 4 (pipe at a.c:1) and p2's descriptor 4 (fork at a.c:2) could still write",
        );
        assert.equal(
            reason("p1 pipe 3 4\np1 fork p2\np1 close 4\np1 enters read 3"),
            "the pipe is empty; p2's descriptor 4 could still write (got by fork at a.c:2)",
        );
        assert.equal(
            reason("p1 pipe 3 4\np1 fork p2\np2 fork p3\np1 close 4\np2 dup 4 = 5\np2 dup 4 = 6\np1 enters read 3"),
            "the pipe is empty; p2's descriptor 4 (fork at a.c:2), p2's descriptor 5 (dup at a.c:5), p2's descriptor 6 (dup at a.c:6) and 1 more could still write",
        );
        assert.equal(
            reason("p1 pipe 3 4\np1 fork p2\np1 close 4\np2 exec wc\np1 enters read 3"),
            "the pipe is empty; p2's descriptor 4 could still write (got by fork at a.c:2)",
        );
        assert.equal(
            reason("p1 pipe 3 4\np1 fork p2\np1 close 4\np1 enters read 3\np2 close 4"),
            "the pipe is empty and nobody can write: end of file",
        );
    });
});
