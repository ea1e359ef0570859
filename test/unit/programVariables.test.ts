/** Which of a process's files are its own. */
import assert from "node:assert/strict";
import { ownFiles } from "../../extension/adapter/programVariables";

const maps = `55e0a8a00000-55e0a8a01000 r--p 00000000 fe:00 12 /home/me/with space/a.out
55e0a8a01000-55e0a8a02000 r-xp 00001000 fe:00 12 /home/me/with space/a.out
7f0000000000-7f0000001000 r-xp 00000000 fe:00 13 /home/me/libown.so
7f1000000000-7f1000001000 r-xp 00000000 fe:00 14 /usr/lib/x86_64-linux-gnu/libc.so.6
7f2000000000-7f2000001000 r-xp 00000000 fe:00 15 /lib64/ld-linux-x86-64.so.2
7f3000000000-7f3000001000 rw-s 00000000 00:01 16 /dev/shm/ring
7fff00000000-7fff00001000 r-xp 00000000 00:00 0 [vdso]
`;

describe("a process's own files", () => {
    it("are those that it runs and that are not of the system", () =>
        assert.deepEqual(ownFiles(maps), ["/home/me/with space/a.out", "/home/me/libown.so"]));
});
