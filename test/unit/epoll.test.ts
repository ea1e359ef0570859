import assert from "node:assert/strict";
import { awaitedText } from "../../tracer/model/awaited";
import type { Epoll } from "../../tracer/model/kinds/epoll";
import { firstWait } from "../../tracer/model/owners/process";
import { epollBits, epollEvents, pollEvents } from "../../tracer/model/readiness";
import { sentence } from "../../tracer/model/sentence";
import type { State } from "../../tracer/model/state";
import { stateJson } from "../../tracer/model/stateJson";
import { stateText } from "../../tracer/model/stateText";
import { eventsOf, play } from "./script";

const begun = "p1 pipe 3 4\np1 epoll 5\np1 watch 5 3 EPOLLIN 7\n";

function setOf(state: State): Epoll {
    const object = state.objects.get("epoll1");
    assert.ok(object?.kind === "epoll", "epoll1 is there");
    return object;
}

function membersOf(state: State): readonly string[] {
    return setOf(state).interests.map(({ fd, object, events, armed }) => `${fd} ${object} ${events.join("|")} ${armed}`);
}

function waitReason(script: string): string | null {
    const { state } = play(script);
    const process = state.processes.get("p1");
    const wait = process === undefined ? null : firstWait(process);
    return wait === null ? null : awaitedText(state, wait);
}

function said(script: string): string {
    const { events, state } = play(script);
    const { text, explanation } = sentence(events.at(-1) ?? assert.fail(), state);
    return explanation === null ? text : `${text} ${explanation}`;
}

describe("an epoll instance", () => {
    it("holds what was added, changed and deleted", () => {
        assert.deepEqual(membersOf(play(begun).state), ["3 pipe1 EPOLLIN true"]);
        assert.deepEqual(membersOf(play(`${begun}p1 watch 5 4 EPOLLOUT 8\np1 change 5 3 EPOLLET 7`).state), [
            "3 pipe1 EPOLLET true",
            "4 pipe1 EPOLLOUT true",
        ]);
        assert.deepEqual(membersOf(play(`${begun}p1 unwatch 5 3`).state), []);
    });

    it("keeps a member whose descriptor is closed as long as a duplicate refers to its description", () => {
        const copied = `${begun}p1 dup 3 6\np1 close 3\n`;
        const kept = play(copied).state;
        assert.deepEqual(membersOf(kept), ["3 pipe1 EPOLLIN true"]);
        assert.match(stateText(kept), /3 pipe1: EPOLLIN, closed, but kept by p1’s descriptor 0/);
        assert.deepEqual(membersOf(play(`${copied}p1 close 0`).state), []);
    });

    it("keeps it also for a child that has a copy of the table", () => {
        const forked = `${begun}p1 fork p2\np1 close 3\n`;
        assert.deepEqual(membersOf(play(forked).state), ["3 pipe1 EPOLLIN true"]);
        assert.deepEqual(membersOf(play(`${forked}p2 exits`).state), []);
    });

    it("tells two descriptions under one number apart", () => {
        const again = `${begun}p1 dup 3 6\np1 close 3\np1 eventfd 3 1\np1 watch 5 3 EPOLLIN 9`;
        assert.deepEqual(membersOf(play(again).state), ["3 pipe1 EPOLLIN true", "3 eventfd1 EPOLLIN true"]);
    });

    it("disarms a one-shot member that was reported, until it is changed", () => {
        const reported = `${begun}p1 change 5 3 EPOLLIN EPOLLONESHOT 7\np1 waitfor 5 EPOLLIN 7\n`;
        assert.deepEqual(membersOf(play(reported).state), ["3 pipe1 EPOLLIN|EPOLLONESHOT false"]);
        assert.deepEqual(membersOf(play(`${reported}p1 change 5 3 EPOLLIN EPOLLONESHOT 7`).state), ["3 pipe1 EPOLLIN|EPOLLONESHOT true"]);
    });

    it("does not claim which of two with the same data was reported", () => {
        const alike = `${begun}p1 change 5 3 EPOLLIN EPOLLONESHOT 7\np1 watch 5 4 EPOLLOUT EPOLLONESHOT 7\np1 waitfor 5 EPOLLIN 7`;
        const played = play(alike);
        assert.deepEqual(membersOf(played.state), ["3 pipe1 EPOLLIN|EPOLLONESHOT null", "4 pipe1 EPOLLOUT|EPOLLONESHOT null"]);
        assert.equal(eventsOf(played, "epollReported")[0]?.reports[0]?.target, null);
    });

    it("says whom one waits for", () => {
        assert.equal(waitReason(`${begun}p1 enters waitfor 5`), "waiting until 3 (pipe1: EPOLLIN) is ready");
        assert.equal(
            waitReason(`${begun}p1 watch 5 4 0x0 8\np1 enters waitfor 5`),
            "waiting until 3 (pipe1: EPOLLIN) or 4 (pipe1: nothing but errors) is ready",
        );
        assert.equal(waitReason("p1 epoll 5\np1 enters waitfor 5"), "its set is empty");
        assert.equal(
            waitReason(`${begun}p1 change 5 3 EPOLLIN EPOLLONESHOT 7\np1 waitfor 5 EPOLLIN 7\np1 enters waitfor 5`),
            "all of its set have been reported, and are one-shot",
        );
    });

    it("is told in the man page's words", () => {
        assert.equal(
            said(begun.replace("EPOLLIN 7", "EPOLLIN EPOLLET 7")),
            "epoll_ctl(5, EPOLL_CTL_ADD, 3) added descriptor 3 (pipe1) to epoll1, for EPOLLIN EPOLLET. It is reported once for each change (edge-triggered).",
        );
        assert.equal(said(`${begun}p1 waitfor 5 EPOLLIN EPOLLHUP 7`), "epoll_wait(5) reported descriptor 3 (pipe1): EPOLLIN EPOLLHUP.");
        assert.equal(said(`${begun}p1 waitfor 5 EPOLLIN 70`), "epoll_wait(5) reported data 70: EPOLLIN.");
        assert.equal(said(`${begun}p1 unwatch 5 3`), "epoll_ctl(5, EPOLL_CTL_DEL, 3) took descriptor 3 (pipe1) out of epoll1.");
    });

    it("says why what it reported is ready, also through another instance", () => {
        const written = `${begun}p1 write 4 "abc"\n`;
        assert.equal(
            said(`${written}p1 waitfor 5 EPOLLIN 7`),
            "epoll_wait(5) reported descriptor 3 (pipe1): EPOLLIN. pipe1: 3 bytes can be read.",
        );
        assert.equal(
            said(`${begun}p1 close 4\np1 waitfor 5 EPOLLHUP 7`),
            "epoll_wait(5) reported descriptor 3 (pipe1): EPOLLHUP. pipe1: nobody can write to it any more.",
        );
        assert.equal(
            said(`${written}p1 epoll 6\np1 watch 6 5 EPOLLIN 1\np1 waitfor 6 EPOLLIN 1`),
            "epoll_wait(6) reported descriptor 5 (epoll1): EPOLLIN. epoll1: its member 3 (pipe1) is ready: 3 bytes can be read.",
        );
    });

    it("tells who was woken for nothing, and that it is nothing when somebody has emptied it himself", () => {
        const woken = `${begun}p1 fork p2\np1 fork p3\np1 write 4 "a"\np2 waitfor 5 EPOLLIN 7\np3 waitfor 5 EPOLLIN 7\np2 read 3 "a"\n`;
        assert.equal(
            said(`${woken}p3 read 3 "" = EAGAIN`),
            "read(3) failed: EAGAIN. p3 was woken for nothing, and it cost two calls: the same was reported to p2, and somebody was faster.",
        );
        assert.match(said(`${woken}p2 read 3 "" = EAGAIN`), /O_NONBLOCK forbids that/);
        assert.match(said(`${woken}p3 read 3 "" = EAGAIN\np3 read 3 "" = EAGAIN`), /O_NONBLOCK forbids that/);
    });

    it("is shown with its set", () => {
        const { state } = play(begun);
        const shown = stateJson(state).objects.find(({ kind }) => kind === "epoll");
        assert.deepEqual(shown, {
            id: "epoll1",
            kind: "epoll",
            name: null,
            complete: true,
            interests: [
                {
                    ...{ fd: 3, description: "ofd2", object: "pipe1", events: ["EPOLLIN"], data: "7", armed: true },
                    holders: [{ process: "p1", fd: 3 }],
                },
            ],
        });
    });
});

describe("poll and select", () => {
    it("say what they wait for", () => {
        assert.equal(waitReason("p1 pipe 3 4\np1 enters poll 3 - 9 -"), "waiting until 3 (pipe1: POLLIN) is ready");
        assert.equal(
            waitReason("p1 pipe 3 4\np1 pipe 5 6\np1 enters select 3 5"),
            "waiting until 3 (pipe1: readable) or 5 (pipe2: readable) is ready",
        );
    });

    it("tell what is ready, and what an answer means that nobody asked for", () => {
        assert.equal(
            said("p1 pipe 3 4\np1 poll 3 POLLHUP 9 POLLNVAL"),
            "poll reported descriptor 3 (pipe1): POLLHUP; 9: POLLNVAL. POLLHUP: the other end is closed; what is left can still be read. POLLNVAL: the number is of no open descriptor.",
        );
        assert.equal(said("p1 pipe 3 4\np1 pipe 5 6\np1 select 3 -5"), "select reported descriptor 3 (pipe1): readable.");
    });

    it("say why", () => {
        assert.equal(
            said("p1 eventfd 3 5\np1 poll 3 POLLIN"),
            "poll reported descriptor 3 (eventfd1): POLLIN. eventfd1: the counter is 5.",
        );
        assert.equal(said("p1 pipe 3 4\np1 select 4"), "select reported descriptor 4 (pipe1): readable.");
        assert.equal(
            said("p1 fork p2\np1 pidfd_open p2 = 3\np2 exits 0\np1 poll 3 POLLIN"),
            "poll reported descriptor 3 (pidfd1): POLLIN. pidfd1: p2 has ended.",
        );
        assert.equal(
            said("p1 timerfd 3\np1 poll 3 POLLIN"),
            "poll reported descriptor 3 (timerfd1): POLLIN. timerfd1: the timer has expired.",
        );
        assert.equal(
            said("p1 signalfd 3 SIGUSR1\np1 poll 3 POLLIN"),
            "poll reported descriptor 3 (signalfd1): POLLIN. signalfd1: SIGUSR1 is pending.",
        );
    });

    it("name every event, and a bit without a name as a number", () => {
        assert.deepEqual(epollEvents(0x8000_4001), ["EPOLLIN", "EPOLLET", "0x4000"]);
        assert.equal(epollBits(["EPOLLIN", "EPOLLET", "0x4000"]), 0x8000_4001);
        assert.deepEqual(pollEvents(0x11), ["POLLIN", "POLLHUP"]);
    });
});
