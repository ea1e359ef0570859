import assert from "node:assert/strict";
import { sentence } from "../../tracer/model/sentence";
import { stateJson } from "../../tracer/model/stateJson";
import { stateText } from "../../tracer/model/stateText";
import { play } from "./script";

function last(script: string): string {
    const { events, state } = play(script);
    return sentence(events.at(-1) ?? assert.fail(), state).text;
}

/** Of the only System V object. */
function source(script: string): unknown {
    return stateJson(play(script).state).objects.find(({ kind }) => kind !== "tty")?.["keySource"];
}

const key = 0x6d03abcd;
const asked = "p1 ftok /tmp/a 0x803 0x5abcd\n";

describe("a key of System V objects", () => {
    it("is told with the file and the project of which ftok makes it", () => {
        assert.equal(
            last(`${asked}p1 shmget ${key} 100 IPC_CREAT = 3`),
            `shmget made sharedMemory1: 100 bytes, number 3, key 0x6d03abcd, which is ftok("/tmp/a", 'm').`,
        );
        assert.match(last(`${asked}p1 semget ${key} 2 IPC_CREAT = 3`), /key 0x6d03abcd, which is ftok\("\/tmp\/a", 'm'\)\.$/);
        assert.match(last(`${asked}p1 msgget 17017805 IPC_CREAT = 3`), /key 0x103abcd, which is ftok\("\/tmp\/a", 1\)\.$/);
        assert.match(stateText(play(`${asked}p1 msgget ${key} IPC_CREAT = 3`).state), /number 3, key 0x6d03abcd, which is ftok/);
        assert.deepEqual(source(`${asked}p1 shmget ${key} 100 IPC_CREAT = 3`), { path: "/tmp/a", project: 0x6d });
    });

    it("is so whoever has asked for it, and also when the object was there", () => {
        assert.deepEqual(source(`${asked}p1 fork p2\np2 semget ${key} 2 IPC_CREAT = 3`), { path: "/tmp/a", project: 0x6d });
        const made = `p1 msgget ${key} IPC_CREAT = 3\np1 fork p2\n`;
        assert.equal(source(made), undefined);
        assert.deepEqual(source(`${made}p2 ftok /tmp/a 0x803 0x5abcd\np2 msgget ${key} = 3`), { path: "/tmp/a", project: 0x6d });
    });

    it("is a number alone where no file gives it, where several do, and where it was not ftok that asked", () => {
        const use = `p1 shmget ${key} 100 IPC_CREAT = 3`;
        assert.equal(source(`p1 ftok /tmp/a 0x803 0x5abce\n${use}`), undefined);
        assert.equal(source(`p1 ftok /tmp/a 0x804 0x5abcd\n${use}`), undefined);
        assert.equal(source(`p1 stat /tmp/a 0x803 0x5abcd\n${use}`), undefined);
        assert.equal(source(`p1 ftok /tmp/a 0x803 0x5abcd = ENOENT\n${use}`), undefined);
        assert.equal(source(`${asked}p1 ftok /tmp/b 0x803 0x6abcd\n${use}`), undefined);
        assert.deepEqual(source(`${asked}p1 ftok /tmp/other-name 0x803 0x5abcd\n${use}`), { path: "/tmp/a", project: 0x6d });
        assert.equal(source(`${asked}p1 shmget 0 100 IPC_CREAT = 3`), undefined);
    });
});
