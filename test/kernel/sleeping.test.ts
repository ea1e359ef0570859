/** A process that sleeps in a call is never shown as running: the call, its object and its line are known. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { interpretTrace } from "../../tracer/cli/interpretTrace";
import { awaitedText } from "../../tracer/model/awaited";
import type { CallBlocked } from "../../tracer/model/owners/call";
import type { ProcessId } from "../../tracer/model/identities";
import { buildPrograms } from "./buildPrograms";
import { runIpcscope } from "./commandLine";

const source = path.resolve(__dirname, "../programs/sleeping.c");
const program = path.resolve(__dirname, "../programs/build/sleeping");

/** By the mark of its line: the call in which the process sleeps there, and what is said of it. */
const sleeps: readonly (readonly [mark: string, call: string, fd: boolean, text: RegExp])[] = [
    ["flock", "flock", true, /^p\d+ has an exclusive lock \(sleeping\.c:\d+\)$/],
    ["fcntl", "fcntl", true, /^p\d+ has a write lock on the whole file \(sleeping\.c:\d+\)$/],
    ["fcntl-ofd", "fcntl", true, /^p\d+ has a write lock on the whole file \(sleeping\.c:\d+\)$/],
    ["accept", "accept", true, /^no client is waiting in the queue of socket\d+ \(@\w+\)$/],
    ["connect", "connect", true, /^socket\d+ is not connected to its other end yet$/],
    ["recvfrom", "recvfrom", true, /^nothing has come from socket\d+ \(p\d+'s descriptor \d+\)$/],
    ["recvmsg", "recvmsg", true, /^nothing has come from socket\d+ \(p\d+'s descriptor \d+\)$/],
    ["sendto", "sendto", true, /^no room: what was sent to socket\d+, which p\d+ could read, has not been received$/],
    ["sendmsg", "sendmsg", true, /^no room: what was sent to socket\d+, which p\d+ could read, has not been received$/],
    ["msgrcv", "msgrcv", false, /^waiting for a message of any type; the queue is empty$/],
    ["semop", "semtimedop", false, /^semaphore 0 is 0; it waits to take 1$/],
    ["futex", "futex", false, /^semaphore futex\d+ is 0, until somebody posts$/],
    ["futex-join", "futex", false, /^waiting for thread \d+ to end$/],
    ["futex-mutex", "futex", false, /^mutex futex\d+ is held by the thread itself: nobody will unlock it$/],
    ["futex-condition", "futex", false, /^nobody has signalled condition variable futex\d+ since it came$/],
    ["futex-barrier", "futex", false, /^1 of 2 have come to barrier futex\d+$/],
    ["futex-rwlock", "futex", false, /^read-write lock futex\d+ was locked when it came$/],
    ["futex-named", "futex", false, /^semaphore \/ipcscope-sleeping-\d+ is 0, until somebody posts$/],
    ["mq_timedreceive", "mq_timedreceive", true, /^the queue is empty$/],
    ["mq_timedsend", "mq_timedsend", true, /^the queue is full \(1 of 1 message\)$/],
    ["io_getevents", "io_getevents", false, /^waiting for asynchronous input and output$/],
    ["rt_sigsuspend", "rt_sigsuspend", false, /^waiting for a signal$/],
    ["rt_sigtimedwait", "rt_sigtimedwait", false, /^waiting for a signal$/],
    ["wait4", "wait4", false, /^waiting for its child p\d+ to end$/],
];

interface Sleep {
    readonly event: CallBlocked;
    readonly text: string;
}

describe("a process that sleeps", () => {
    let directory: string;
    /** The last call of each thread that never returned, by its line. */
    const slept = new Map<number, Sleep>();
    const states = new Map<ProcessId, string>();

    before(async () => {
        buildPrograms();
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        const trace = path.join(directory, "t.ipctrace");
        assert.equal(runIpcscope(directory, "record", "-o", trace, "--", program).status, 0);
        const inCall = new Map<number, Sleep>();
        for await (const { events, look } of interpretTrace(trace)) {
            for (const event of events) {
                if (event.kind === "callResumed") inCall.delete(event.tid);
                if (event.kind === "callBlocked") {
                    inCall.set(event.tid, { event, text: awaitedText(look(), { ...event, since: event.time }) });
                    states.set(event.process, look().processes.get(event.process)?.state ?? "gone");
                }
            }
        }
        for (const sleep of inCall.values()) slept.set(sleep.event.source?.line ?? 0, sleep);
    });
    after(() => rmSync(directory, { recursive: true }));

    const lines = readFileSync(source, "utf8").split("\n");

    for (const [mark, call, hasDescriptor, text] of sleeps) {
        it(`is blocked in ${mark}`, () => {
            const sleep = slept.get(lines.findIndex((line) => line.includes(`Sleeps: ${mark}.`)) + 1);
            assert.ok(sleep !== undefined, "its line is known");
            assert.equal(sleep.event.call, call);
            assert.equal(sleep.event.fd !== null, hasDescriptor);
            assert.match(sleep.text, text);
            assert.equal(states.get(sleep.event.process), "blocked");
        });
    }
});
