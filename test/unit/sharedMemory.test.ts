import assert from "node:assert/strict";
import type { SharedMemory } from "../../tracer/model/kinds/sharedMemory";
import { addressText } from "../../tracer/model/owners/mappingText";
import { sentence } from "../../tracer/model/sentence";
import type { State } from "../../tracer/model/state";
import { stateJson } from "../../tracer/model/stateJson";
import { stateText } from "../../tracer/model/stateText";
import { eventsOf, play } from "./script";

function segmentOf(state: State, id = "sharedMemory1"): SharedMemory {
    const object = state.objects.get(id);
    assert.ok(object?.kind === "sharedMemory", `${id} is there`);
    return object;
}

/** "0x7000 rw- sharedMemory1": what a process has attached. */
function attachments(state: State, id: string): readonly string[] {
    const space = state.spaces.get(state.processes.get(id)?.space ?? "");
    return [...(space?.mappings.values() ?? [])].map(
        ({ address, protection, object }) => `${addressText(address)} ${protection} ${object}`,
    );
}

const made = "p1 shmget 7 5000 IPC_CREAT = 3\n";
const attached = `${made}p1 shmat 3 7000\n`;

describe("a System V shared memory segment", () => {
    it("is made with key, number, size and permissions, and nobody has it attached", () => {
        const { key, number, size, mode, locked, mapped, createdBy } = segmentOf(play(made).state);
        assert.deepEqual([key, number, size, mode, locked, mapped, createdBy], [7, 3, 5000, 0o600, false, 0, "p1"]);
    });

    it("is attached in whole pages, to read and write or with SHM_RDONLY to read only", () => {
        const { state } = play(`${attached}p1 shmat 3 a000 SHM_RDONLY\np1 shmat 3 c000 SHM_EXEC`);
        assert.deepEqual(attachments(state, "p1"), ["0x7000 rw- sharedMemory1", "0xa000 r-- sharedMemory1", "0xc000 rwx sharedMemory1"]);
        assert.deepEqual(
            [...(state.spaces.get(state.processes.get("p1")?.space ?? "")?.mappings.values() ?? [])].map(({ length }) => length),
            [8192, 8192, 8192],
        );
        assert.equal(segmentOf(state).mapped, 3);
    });

    it("counts each piece into which remap_file_pages cuts an attachment", () => {
        const remapped = `p1 shmget 0 16384 = 3\np1 shmat 3 7000\np1 remap_file_pages 8000 4096 3\n`;
        assert.equal(segmentOf(play(remapped).state).mapped, 3);
        assert.equal(segmentOf(play(`${remapped}p1 remap_file_pages 8000 4096 1`).state).mapped, 2, "one page belongs to the first again");
        assert.equal(segmentOf(play(`${remapped}p1 shmdt 7000`).state).mapped, 1, "shmdt leaves what is in another place");
    });

    it("is detached from the address at which it was attached, and from no other", () => {
        const { state } = play(`${attached}p1 shmat 3 a000\np1 shmdt 7000`);
        assert.deepEqual(attachments(state, "p1"), ["0xa000 rw- sharedMemory1"]);
        const unknown = play(`${attached}p1 shmdt 8000`);
        assert.deepEqual(attachments(unknown.state, "p1"), ["0x7000 rw- sharedMemory1"]);
        assert.equal(eventsOf(unknown, "segmentDetached").length, 0);
    });

    it("takes the place of what was there with SHM_REMAP", () => {
        const { state } = play(`${attached}p1 shmget 0 4096 = 4\np1 shmat 4 8000 SHM_REMAP`);
        assert.deepEqual(attachments(state, "p1"), ["0x7000 rw- sharedMemory1", "0x8000 rw- sharedMemory2"]);
        assert.deepEqual([segmentOf(state).mapped, segmentOf(state, "sharedMemory2").mapped], [1, 1]);
    });

    it("is inherited by fork, shared with CLONE_VM, and dropped by exec and exit", () => {
        const forked = play(`${attached}p1 fork p2`);
        assert.deepEqual(attachments(forked.state, "p2"), ["0x7000 rw- sharedMemory1"]);
        assert.equal(segmentOf(forked.state).mapped, 2);
        const detached = play(`${attached}p1 fork p2\np2 shmdt 7000`);
        assert.deepEqual([attachments(detached.state, "p1").length, attachments(detached.state, "p2").length], [1, 0]);
        const shared = play(`${attached}p1 vfork p2\np2 shmat 3 a000`);
        assert.deepEqual([attachments(shared.state, "p1").length, segmentOf(shared.state).mapped], [2, 2]);
        const executed = play(`${attached}p1 vfork p2\np2 exec /bin/b`);
        assert.deepEqual([attachments(executed.state, "p1").length, attachments(executed.state, "p2").length], [1, 0]);
        assert.equal(segmentOf(play(`${attached}p1 fork p2\np2 exec /bin/b\np1 exits 0`).state).mapped, 0);
    });

    it("outlives its maker until somebody removes it", () => {
        const { state } = play(`${attached}p1 fork p2\np1 exits 0\np2 exits 0`);
        assert.equal(segmentOf(state).mapped, 0);
    });

    it("is gone at once when nobody has it attached, with all edges to it", () => {
        const { state } = play(`${made}p1 fork p2\np2 shmctl 3 rmid`);
        assert.equal(state.objects.has("sharedMemory1"), false);
        assert.equal(state.processes.get("p1")?.uses.size, 0);
    });

    it("that is marked for deletion goes with the last attachment, whatever ends that", () => {
        for (const end of ["p2 shmdt 7000", "p2 exits 0", "p2 exec /bin/b", "p2 killed SIGKILL"]) {
            const marked = `${attached}p1 fork p2\np1 shmctl 3 rmid\np1 shmdt 7000\n`;
            assert.deepEqual([segmentOf(play(marked).state).removed, segmentOf(play(marked).state).mapped], [true, 1]);
            const { state } = play(`${marked}${end}`);
            assert.equal(state.objects.has("sharedMemory1"), false, end);
            assert.equal(state.processes.get("p1")?.uses.size, 0);
        }
    });

    it("is found again by its key; a number that is used again is another segment", () => {
        const found = play(`${made}p1 fork p2\np2 shmget 7 0 = 3\np1 shmctl 3 rmid\np2 shmget 7 100 IPC_CREAT = 3`);
        assert.deepEqual(
            eventsOf(found, "sharedMemoryOpened").map(({ object }) => object),
            ["sharedMemory1"],
        );
        assert.equal(segmentOf(found.state, "sharedMemory2").size, 100);
    });

    it("that was there before is of unknown size and permissions", () => {
        const { state } = play("p1 shmget 7 0 = 3\np1 shmat 3 7000");
        const { key, size, mode, locked, creatorPid, inherited } = segmentOf(state);
        assert.deepEqual([key, size, mode, locked, creatorPid, inherited], [7, null, null, null, null, true]);
        assert.equal(stateJson(state).processes[0]?.mappings[0]?.length, null);
        assert.equal(segmentOf(play("p1 shmat 9 7000").state).key, null);
    });

    it("knows who attached or detached it last, also in the name of fork and exit", () => {
        const last = (script: string): number | undefined => segmentOf(play(script).state).lastAttacher?.pid;
        assert.equal(last(made), undefined);
        assert.equal(last(attached), 101);
        assert.equal(last(`${attached}p1 fork p2\np2 shmat 3 a000`), 102);
        assert.equal(last(`${attached}p1 fork p2\np2 shmat 3 a000\np1 fork p3`), 101);
        assert.equal(last(`${attached}p1 fork p2\np2 exits 0`), 102);
    });

    it("changes its permissions and is locked", () => {
        const { mode, locked } = segmentOf(play(`${made}p1 shmctl 3 set 640\np1 shmctl 3 lock`).state);
        assert.deepEqual([mode, locked], [0o640, true]);
        assert.equal(segmentOf(play(`${made}p1 shmctl 3 lock\np1 shmctl 3 unlock`).state).locked, false);
        assert.deepEqual(
            eventsOf(play(`${made}p1 shmctl 3 stat`), "callReturned").map(({ object }) => object),
            ["sharedMemory1"],
        );
    });

    it("is shown as text and as JSON", () => {
        const { state } = play(`${attached}p1 fork p2\np2 shmdt 7000\np2 shmat 3 a000 SHM_RDONLY`);
        const text = stateText(state);
        assert.match(text, /0x7000 ── rw- shared {2}◀─▶ sharedMemory1 {2}\[8192 bytes\]/);
        assert.match(text, /0xa000 ── r-- shared {2}◀── sharedMemory1/);
        assert.match(text, /sharedMemory1 {2}number 3, key 0x7 {2}\(5000 bytes, 2 attachments\)/);
        const { processes, objects } = stateJson(state);
        assert.deepEqual(processes[1]?.uses, [
            { object: "sharedMemory1", how: "attached", address: "0xa000", length: 8192, protection: "r--" },
        ]);
        assert.deepEqual(processes[0]?.mappings, [
            { address: "0x7000", length: 8192, object: "sharedMemory1", offset: 0, protection: "rw-", shared: true },
        ]);
        assert.deepEqual(
            objects.find(({ id }) => id === "sharedMemory1"),
            {
                id: "sharedMemory1",
                kind: "sharedMemory",
                name: null,
                key: 7,
                number: 3,
                size: 5000,
                attached: 2,
                removed: false,
                preview: null,
                permissions: "0600",
                createdBy: "p1",
                lastAttacher: "p2",
            },
        );
    });

    it("says what happened to it", () => {
        const last = (script: string): string => {
            const { events, state } = play(script);
            const { text, explanation } = sentence(events.at(-1) ?? assert.fail(), state);
            return `${text} ${explanation ?? ""}`.trim();
        };
        assert.match(last(made), /^shmget made sharedMemory1: 5000 bytes, number 3, key 0x7\./);
        assert.match(last(attached), /^shmat attached sharedMemory1 at 0x7000, 8192 bytes, to read and write\./);
        assert.match(last(`${made}p1 shmat 3 a000 SHM_RDONLY`), /to read only\./);
        assert.match(last(`${attached}p1 shmctl 3 rmid`), /^shmctl marked sharedMemory1 for deletion\..* last of its 1 attachment\.$/);
        assert.match(last(`${made}p1 shmctl 3 rmid`), /^shmctl removed sharedMemory1\. Nobody had it attached: it is gone at once\.$/);
        assert.match(last(`${attached}p1 shmctl 3 rmid\np1 shmdt 7000`), /^shmdt detached sharedMemory1 from 0x7000\..* now it is gone\.$/);
        assert.match(last(`${attached}p1 shmdt 7000`), /It stays, with its bytes, until somebody removes it\.$/);
        assert.equal(last(`${attached}p1 fork p2\np1 shmdt 7000`), "shmdt detached sharedMemory1 from 0x7000.");
        assert.equal(last(`${made}p1 shmctl 3 set 640`), "sharedMemory1 now has the permissions 0640.");
        assert.equal(last(`${made}p1 shmctl 3 lock`), "sharedMemory1 stays in memory: it is not swapped out.");
    });
});
