/** What is seen before the return of the call that caused it: the cause is told first. */
import assert from "node:assert/strict";
import { Consistency } from "../../tracer/consistency/consistency";
import { sentence } from "../../tracer/model/sentence";
import { emptyState } from "../../tracer/model/state";
import { apply } from "../apply";
import { pipeOf } from "./pipeState";
import { eventsOf, play, type Played } from "./script";

/** p1 reads what p2 writes. */
const reader = "p1 pipe 3 4\np1 fork p2\np1 close 4\np2 close 3\np1 enters read 3\n";

/** What happened after the last event of that process and kind. In all of it there is nothing that cannot be. */
function told(played: Played, after: string): readonly string[] {
    const consistency = new Consistency();
    assert.deepEqual(
        played.events.flatMap((event) => consistency.see(event)),
        [],
    );
    const kinds = played.events.map(({ process, kind }) => `${process} ${kind}`);
    return kinds.slice(kinds.lastIndexOf(after) + 1);
}

const endOfFile = ["p1 callResumed", "p2 descriptorClosed", "p1 bytesRead"];

describe("effect before cause", () => {
    it("tells the close before the end of file that it caused", () => {
        const played = play(`${reader}p2 enters close 4\np1 leaves ""\np2 leaves 0`);
        assert.deepEqual(told(played, "p1 callBlocked"), endOfFile);
        assert.equal(pipeOf(played.state).writers, 0);
    });

    it("tells what dup2 replaced before the end of file, and the new descriptor with it", () => {
        const played = play(`${reader}p2 enters dup2 1 4\np1 leaves ""\np2 leaves 4`);
        assert.deepEqual(told(played, "p1 callBlocked"), [
            "p1 callResumed",
            "p2 descriptorClosed",
            "p2 descriptorDuplicated",
            "p1 bytesRead",
        ]);
        const [closed] = eventsOf(played, "descriptorClosed").slice(-1);
        assert.deepEqual([closed?.cause, closed?.fd, closed?.call], ["dup2", 4, "dup2"]);
    });

    it("tells what close_range closes before the end of file", () => {
        const played = play(`${reader}p2 enters close_range 3 9\np1 leaves ""\np2 leaves 0`);
        assert.deepEqual(told(played, "p1 callBlocked"), endOfFile);
    });

    it("tells what an execve closes before the end of file, and of the new program all that it closed", () => {
        const played = play(
            "p1 pipe 3 4 O_CLOEXEC\np1 fork p2\np1 close 4\np1 enters read 3\np2 enters execve /bin/cat\n" +
                'p1 leaves ""\np2 exec cat\np2 leaves 0',
        );
        assert.deepEqual(told(played, "p1 callBlocked"), [...endOfFile, "p2 programExecuted"]);
        const [closed] = eventsOf(played, "descriptorClosed").slice(-1);
        assert.deepEqual([closed?.cause, closed?.fd], ["exec", 4]);
        assert.deepEqual(eventsOf(played, "programExecuted")[0]?.closed, [3, 4]);
        const text = played.events.reduce<readonly [typeof emptyState, string]>(
            ([state, before], event) => {
                const after = apply(state, event);
                return [after, event === closed ? sentence(event, after).text : before];
            },
            [emptyState, ""],
        )[1];
        assert.equal(text, "execve closed descriptor 4, which had close-on-exec.");
    });

    it("tells all that closed the last writers, whatever they did it with", () => {
        const played = play(
            "p1 pipe 3 4\np1 fork p2\np1 fork p3\np1 close 4\np2 close 3\np3 close 3\np1 enters read 3\n" +
                'p2 enters close 4\np3 enters dup2 1 4\np1 leaves ""\np2 leaves 0\np3 leaves 4',
        );
        assert.deepEqual(told(played, "p1 callBlocked"), [
            "p1 callResumed",
            "p2 descriptorClosed",
            "p3 descriptorClosed",
            "p3 descriptorDuplicated",
            "p1 bytesRead",
        ]);
    });

    it("tells the close before the EPIPE that it caused", () => {
        const played = play(
            "p1 pipe 3 4\np1 fork p2\np1 close 3\np1 enters write 4 y*70000\np2 enters close 3\np1 leaves EPIPE\np2 leaves 0",
        );
        assert.deepEqual(told(played, "p1 callBlocked"), [
            "p1 callResumed",
            "p2 descriptorClosed",
            "p1 callReturned",
            "p1 signalGenerated",
        ]);
    });

    it("does not take back what failed", () => {
        const { state } = play(`${reader}p2 enters dup2 9 4\np1 enters read 3\np2 leaves EBADF`);
        assert.equal(pipeOf(state).writers, 1);
    });

    it("believes a number that is given out before close_range has returned", () => {
        const played = play("p1 thread p1.2\np1 dup 0 = 3\np1.2 enters close_range 3 9\np1 dup 0 = 3\np1.2 leaves 0");
        assert.deepEqual(told(played, "p1 descriptorClosed"), ["p1 descriptorDuplicated"]);
        assert.deepEqual([...(played.state.tables.values().next().value?.descriptors.keys() ?? [])], [0, 1, 2, 3]);
    });

    it("puts nothing into a pipe that a reader has already got of a splice", () => {
        const begin = 'p1 pipe 3 4\np1 pipe 5 6\np1 fork p2\np1 write 6 "abcd"\np2 enters splice 5 4 4\np1 read 3 "ab"\n';
        const played = play(`${begin}p2 leaves 4\np1 read 3 "cd"`);
        assert.equal(pipeOf(play(`${begin}p2 leaves 4`).state).bytes, 2);
        assert.equal(pipeOf(played.state).bytes, 0);
        assert.deepEqual(told(played, "p2 callResumed"), ["p2 bytesRead", "p2 bytesWritten", "p1 bytesRead"]);
    });

    it("takes a readv that got nothing for an end of file only when nobody can write", () => {
        const ends = (script: string): number => eventsOf(play(script), "bytesRead").length;
        assert.equal(ends('p1 pipe 3 4\np1 readv 3 ""'), 0);
        assert.equal(ends('p1 pipe 3 4\np1 close 4\np1 readv 3 ""'), 1);
        assert.equal(ends(`p1 pipe 3 4\np1 fork p2\np1 close 4\np2 enters close 4\np1 readv 3 ""`), 1);
    });

    it("does not blame an end of file on a FIFO's writer that came later", () => {
        const begin =
            "p1 fork p2\np1 mkfifo /fifo/f\np2 enters open /fifo/f O_WRONLY\np1 open /fifo/f O_RDONLY = 3\np2 leaves 3\np2 close 3\n";
        const played = play(`${begin}p1 enters read 3\np2 open /fifo/f O_WRONLY = 3\np2 enters close 3\np1 leaves ""`);
        assert.equal(played.state.objects.size > 0, true);
        assert.deepEqual(told(played, "p2 descriptorOpened"), ["p1 callResumed", "p1 bytesRead"]);
    });
});
