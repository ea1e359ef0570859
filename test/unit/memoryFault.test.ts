import assert from "node:assert/strict";
import { eventJson } from "../../tracer/model/eventJson";
import { sentence } from "../../tracer/model/sentence";
import { packEvents, unpackEvents } from "../../tracer/model/packedEvents";
import { eventsOf, play } from "./script";

/** What is said of the signal that ends the script. */
function said(script: string): string {
    const { events, state } = play(script);
    const delivered = events.findLast(({ kind }) => kind === "signalDelivered") ?? assert.fail();
    return sentence(delivered, state).text;
}

const attached = "p1 shmget 7 4096 IPC_CREAT = 3\np1 shmat 3 70000 SHM_RDONLY\n";
const mapped = "p1 open /tmp/f O_RDWR O_CREAT = 3\np1 ftruncate 3 100\np1 mmap 10000 8192 3 rw\n";

describe("an access to memory that is refused", () => {
    it("names the object, which byte of it, and what may be done with it", () => {
        assert.equal(
            said(`${attached}p1 gets SIGSEGV kernel SEGV_ACCERR address 70010`),
            "p1 gets SIGSEGV: it used address 0x70010, byte 16 of sharedMemory1, which it has there to read only.",
        );
    });

    it("says how long a file is whose end lies before it", () => {
        assert.equal(
            said(`${mapped}p1 gets SIGBUS kernel BUS_ADRERR address 11000`),
            "p1 gets SIGBUS: it used address 0x11000, byte 4096 of the file /tmp/f, which has 100 bytes.",
        );
    });

    it("says what was there before, and what took it away", () => {
        assert.equal(
            said(`${attached}p1 shmdt 70000\np1 gets SIGSEGV kernel SEGV_MAPERR address 70010`),
            "p1 gets SIGSEGV: it used address 0x70010, where sharedMemory1 was until shmdt (a.c:3).",
        );
        assert.match(
            said(`${mapped}p1 munmap 11000 4096\np1 gets SIGSEGV kernel SEGV_MAPERR address 11fff`),
            /where the file \/tmp\/f was until munmap/,
        );
        assert.match(said(`${attached}p1 shmdt 70000\np1 fork p2\np2 gets SIGSEGV kernel SEGV_MAPERR address 70010`), /until shmdt/);
        assert.match(
            said(`${attached}p1 shmdt 70000\np1 exec /bin/b\np1 gets SIGSEGV kernel SEGV_MAPERR address 70010`),
            /where nothing is mapped/,
        );
    });

    it("is told of memory of no object too", () => {
        assert.match(said("p1 gets SIGSEGV kernel SEGV_MAPERR address 0"), /it used address 0x0: a null pointer\.$/);
        assert.match(said("p1 gets SIGSEGV kernel SEGV_MAPERR address 70000"), /where nothing is mapped\.$/);
        assert.match(said("p1 gets SIGSEGV kernel SEGV_ACCERR address 70000"), /and may not do that there\.$/);
    });

    it("is not, where somebody has sent the signal", () => {
        assert.equal(said("p1 fork p2\np1 kill p2 SIGSEGV\np2 gets SIGSEGV p1"), "p2 gets SIGSEGV from p1.");
        assert.equal(said("p1 gets SIGSEGV kernel SI_KERNEL"), "p1 gets SIGSEGV.");
    });

    it("has its address as JSON in hexadecimal, and reaches the page as it is", () => {
        const { events, state } = play(`${attached}p1 gets SIGSEGV kernel SEGV_ACCERR address 70010`);
        const delivered = eventsOf({ events, state }, "signalDelivered");
        const json = eventJson(delivered[0] ?? assert.fail(), state);
        assert.deepEqual(json["fault"], {
            address: "0x70010",
            code: "SEGV_ACCERR",
            object: "sharedMemory1",
            offset: 16,
            protection: "r--",
        });
        assert.deepEqual(unpackEvents(packEvents(delivered)), delivered);
    });
});
