import assert from "node:assert/strict";
import { addressText } from "../../tracer/model/owners/mappingText";
import { joined } from "../../tracer/model/owners/space";
import { sentence } from "../../tracer/model/sentence";
import type { State } from "../../tracer/model/state";
import { stateJson } from "../../tracer/model/stateJson";
import { stateText } from "../../tracer/model/stateText";
import { sceneOf } from "../../webview/scene/sceneOf";
import { eventsOf, play } from "./script";

/** "0x7000+8192 rw-s file1@0", page by page as one. */
function memory(state: State, id = "p1"): readonly string[] {
    return joined(state.spaces.get(state.processes.get(id)?.space ?? "")).map(
        ({ address, length, protection, shared, object, offset }) =>
            `${addressText(address)}+${length} ${protection ?? "???"}${shared ? "s" : "p"} ${object}@${offset}`,
    );
}

function last(script: string): string {
    const { events, state } = play(script);
    const { text, explanation } = sentence(events.at(-1) ?? assert.fail(), state);
    return `${text} ${explanation ?? ""}`.trim();
}

const opened = "p1 open /tmp/f O_RDWR O_CREAT = 3\n";
const mapped = `${opened}p1 mmap 10000 16384 3 rw\n`;

describe("memory that stands for a file", () => {
    it("has an address, whole pages, a place in the file, a protection, and is shared or private", () => {
        const { state } = play(`${mapped}p1 mmap 30000 4097 3 r private offset 4096`);
        assert.deepEqual(memory(state), ["0x10000+16384 rw-s file1@0", "0x30000+8192 r--p file1@4096"]);
        assert.equal(state.objects.get("file1")?.mapped, 2);
    });

    it("keeps the file without a descriptor, and lets it go with the last mapping", () => {
        const closed = `${mapped}p1 close 3\np1 unlink /tmp/f\n`;
        assert.equal(play(closed).state.objects.get("file1")?.removed, true);
        assert.equal(play(`${closed}p1 munmap 10000 16384`).state.objects.has("file1"), false);
        assert.equal(play(`${closed}p1 exits 0`).state.objects.has("file1"), false);
        assert.equal(play(`${closed}p1 exec /bin/b`).state.objects.has("file1"), false);
        assert.equal(play(`${closed}p1 fork p2\np1 exits 0`).state.objects.get("file1")?.mapped, 1);
    });

    it("is one object with what is open", () => {
        const { state } = play(`${mapped}p1 close 3\np1 open /tmp/f O_RDONLY = 3`);
        assert.deepEqual([...state.objects.values()].filter(({ kind }) => kind === "file").length, 1);
    });

    it("is cut where a part is unmapped", () => {
        assert.deepEqual(memory(play(`${mapped}p1 munmap 11000 4096`).state), [
            "0x10000+4096 rw-s file1@0",
            "0x12000+8192 rw-s file1@8192",
        ]);
        assert.deepEqual(memory(play(`${mapped}p1 munmap 11000 100`).state), ["0x10000+4096 rw-s file1@0", "0x12000+8192 rw-s file1@8192"]);
        assert.deepEqual(memory(play(`${mapped}p1 munmap f000 8192`).state), ["0x11000+12288 rw-s file1@4096"]);
        assert.equal(eventsOf(play(`${mapped}p1 munmap 90000 4096`), "memoryUnmapped").length, 0);
    });

    it("takes the place of what was there with MAP_FIXED", () => {
        const { state } = play(`${mapped}p1 mmap 11000 4096 3 r fixed offset 8192\np1 mmap 12000 4096 -1 rw private fixed`);
        assert.deepEqual(memory(state), ["0x10000+4096 rw-s file1@0", "0x11000+4096 r--s file1@8192", "0x13000+4096 rw-s file1@12288"]);
    });

    it("has another protection in part, and joins again when that is as before", () => {
        const some = `${mapped}p1 mprotect 11000 4096 r\n`;
        assert.deepEqual(memory(play(some).state), [
            "0x10000+4096 rw-s file1@0",
            "0x11000+4096 r--s file1@4096",
            "0x12000+8192 rw-s file1@8192",
        ]);
        const again = play(`${some}p1 mprotect 11000 4096 rw`).state;
        assert.deepEqual(memory(again), ["0x10000+16384 rw-s file1@0"]);
        assert.equal(again.objects.get("file1")?.mapped, 1);
        assert.match(memory(play(`${mapped}p1 mprotect 10000 16384 none`).state)[0] ?? "", / ---s /);
    });

    it("keeps its protection when mprotect is refused, and is changed up to a hole", () => {
        assert.deepEqual(memory(play(`${mapped}p1 mprotect 10000 16384 rx = EACCES`).state), ["0x10000+16384 rw-s file1@0"]);
        const hole = `${mapped}p1 munmap 12000 4096\np1 mprotect 11000 12288 r = ENOMEM`;
        assert.deepEqual(memory(play(hole).state), [
            "0x10000+4096 rw-s file1@0",
            "0x11000+4096 r--s file1@4096",
            "0x13000+4096 ???s file1@12288",
        ]);
        assert.deepEqual(memory(play(`${mapped}p1 mprotect e000 12288 r = ENOMEM`).state).slice(0, 1), ["0x10000+4096 ???s file1@0"]);
    });

    it("shows other pages of the same object from then on", () => {
        const { state, events } = play(`${mapped}p1 mprotect 11000 4096 r\np1 remap_file_pages 11000 8292 5`);
        assert.deepEqual(memory(state), ["0x10000+4096 rw-s file1@0", "0x11000+8192 r--s file1@20480", "0x13000+4096 rw-s file1@12288"]);
        assert.equal(events.at(-1)?.kind, "memoryMapped");
        const elsewhere = play(`${mapped}p1 remap_file_pages 50000 4096 0 = EINVAL`);
        assert.deepEqual(memory(elsewhere.state), ["0x10000+16384 rw-s file1@0"]);
    });

    it("is moved, made longer and shorter, and mapped once more", () => {
        assert.deepEqual(memory(play(`${mapped}p1 mremap 10000 16384 8192 10000`).state), ["0x10000+8192 rw-s file1@0"]);
        assert.deepEqual(memory(play(`${mapped}p1 mremap 10000 16384 20480 10000`).state), ["0x10000+20480 rw-s file1@0"]);
        assert.deepEqual(memory(play(`${mapped}p1 mremap 11000 8192 12288 40000`).state), [
            "0x10000+4096 rw-s file1@0",
            "0x13000+4096 rw-s file1@12288",
            "0x40000+12288 rw-s file1@4096",
        ]);
        assert.deepEqual(memory(play(`${mapped}p1 mremap 11000 0 4096 40000`).state), [
            "0x10000+16384 rw-s file1@0",
            "0x40000+4096 rw-s file1@4096",
        ]);
        assert.deepEqual(memory(play(`${mapped}p1 mremap 10000 16384 16384 40000 dontunmap`).state), [
            "0x10000+16384 rw-s file1@0",
            "0x40000+16384 rw-s file1@0",
        ]);
    });

    it("is copied by fork, but not what MADV_DONTFORK names", () => {
        const { state } = play(`${mapped}p1 madvise 11000 4096 dontfork\np1 fork p2\np1 madvise 10000 16384 dofork\np1 fork p3`);
        assert.deepEqual(memory(state, "p1"), ["0x10000+16384 rw-s file1@0"]);
        assert.deepEqual(memory(state, "p2"), ["0x10000+4096 rw-s file1@0", "0x12000+8192 rw-s file1@8192"]);
        assert.deepEqual(memory(state, "p3"), ["0x10000+16384 rw-s file1@0"]);
    });

    it("stays where another thread's munmap has made room for it", () => {
        const thread = `${mapped}p1 thread p1.2\np1 enters munmap 10000 16384\np1.2 mmap 10000 4096 3 r\np1 leaves`;
        assert.deepEqual(memory(play(thread).state), ["0x10000+4096 r--s file1@0"]);
    });

    it("is said in sentences", () => {
        assert.match(
            last(mapped),
            /^mmap mapped 16384 bytes of the file \/tmp\/f at 0x10000, to read and write, shared\..* Descriptor 3 is not needed/,
        );
        assert.match(last(`${opened}p1 mmap 10000 4096 3 rw private`), /private\. What is written there stays with the process/);
        assert.match(
            last(`${mapped}p1 munmap 10000 4096`),
            /^munmap took the file \/tmp\/f out of the memory of p1, at 0x10000, 4096 bytes\.$/,
        );
        assert.match(last(`${mapped}p1 close 3\np1 munmap 10000 16384`), /Nothing held file1 any more: it is gone\.$/);
        assert.match(last(`${mapped}p1 mprotect 10000 4096 none`), /without any access\.$/);
        assert.match(
            last("p1 mmap 7000 4096 -1 rw\np1 msync 7000 4096 sync"),
            /^msync has nothing to store of anonymousMemory1, at 0x7000, 4096 bytes. It is memory, and on no disk.$/,
        );
        const named = "p1 open /dev/shm/one O_RDWR O_CREAT = 3\np1 mmap 7000 4096 3 rw\np1 msync 7000 4096 sync";
        assert.match(last(named), /^msync has nothing to store of the file \/dev\/shm\/one/);
        assert.match(last(`${mapped}p1 msync 10000 4096 sync`), /^msync has what was written to the file .* It waited for that\./);
        assert.match(
            last(`${mapped}p1 mremap 10000 16384 8192 10000`),
            /^mremap changed the extent of the file \/tmp\/f, .* to 8192 bytes\.$/,
        );
        assert.match(last(`${mapped}p1 madvise 10000 4096 dontfork`), /^madvise: a fork does not copy/);
    });

    it("is shown as text and as JSON", () => {
        const { state } = play(`${mapped}p1 mmap 30000 4096 3 rw private`);
        assert.match(
            stateText(state),
            /0x10000 ── rw- shared {2}◀─▶ the file \/tmp\/f {2}\[16384 bytes\]\n {2}0x30000 ── rw- private ◀── the file/,
        );
        assert.deepEqual(stateJson(state).processes[0]?.uses, [
            { object: "file1", how: "mapped", address: "0x10000", length: 16384, protection: "rw-" },
            { object: "file1", how: "mapped", address: "0x30000", length: 4096, protection: "rw-" },
        ]);
    });
});

describe("memory of no file", () => {
    it("that is shared is an object of its own, which fork brings to others", () => {
        const { state } = play("p1 mmap 10000 5000 -1 rw\np1 fork p2\np1 mmap 20000 4096 -1 r");
        assert.deepEqual(memory(state, "p1"), ["0x10000+8192 rw-s anonymousMemory1@0", "0x20000+4096 r--s anonymousMemory2@0"]);
        assert.deepEqual(memory(state, "p2"), ["0x10000+8192 rw-s anonymousMemory1@0"]);
        assert.equal(state.objects.get("anonymousMemory1")?.mapped, 2);
    });

    it("goes with its last mapping", () => {
        const { state } = play("p1 mmap 10000 4096 -1 rw\np1 fork p2\np1 munmap 10000 4096\np2 exits 0");
        assert.equal(state.objects.has("anonymousMemory1"), false);
    });
});

describe("what libraries read when a program starts", () => {
    const cache = "/usr/lib/x86_64-linux-gnu/gconv/gconv-modules.cache";

    it("is not told of while it is private", () => {
        assert.deepEqual(memory(play("p1 open /etc/ld.so.cache O_RDONLY = 3\np1 mmap 10000 4096 3 r private").state), []);
    });

    it("has neither card nor row when it is shared", () => {
        const { state } = play(`p1 open ${cache} O_RDONLY = 3\np1 mmap 10000 4096 3 r\np1 close 3`);
        assert.deepEqual(memory(state), ["0x10000+4096 r--s file1@0"]);
        const { objects, processes } = sceneOf(state, null, null);
        assert.equal(
            objects.some(({ id }) => id === "file1"),
            false,
        );
        assert.equal(
            processes[0]?.rows.some((row) => row.kind === "use"),
            false,
        );
    });
});

describe("memory in the diagram", () => {
    it("is a row with address and protection, and one dashed edge to the object", () => {
        const { state } = play(`${mapped}p1 close 3\np1 shmget 7 4096 IPC_CREAT = 3\np1 shmat 3 30000 SHM_RDONLY`);
        const { processes, edges, objects } = sceneOf(state, null, null);
        assert.deepEqual(
            processes[0]?.rows.filter(({ kind }) => kind === "use").map(({ key, label, note, flow }) => [key, label, note, flow]),
            [
                ["p1:file1@10000", "file f", "rw- 0x10000", "both"],
                ["p1:sharedMemory1@30000", "sharedMemory1", "r-- 0x30000", "read"],
            ],
        );
        assert.deepEqual(
            edges.filter(({ description }) => description === null).map(({ key, object, flow }) => [key, object, flow]),
            [
                ["p1:file1@10000", "file1", "both"],
                ["p1:sharedMemory1@30000", "sharedMemory1", "read"],
            ],
        );
        assert.deepEqual(objects.map(({ id }) => id).slice(-2), ["file1", "sharedMemory1"]);
    });
});
