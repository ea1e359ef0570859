import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { DecodedCall } from "../../tracer/syscalls/decodedCall";
import { detailsOf } from "../../tracer/syscalls/details";
import { engineTable } from "../../tracer/syscalls/engineTable";
import { functionName } from "../../tracer/syscalls/functionName";
import { errorName } from "../../tracer/syscalls/errorNames";
import { exitStatus, signalName } from "../../tracer/syscalls/signalNames";
import type { CaptureOperation } from "../../tracer/syscalls/row";
import { syscallByNumber, syscalls, table } from "../../tracer/syscalls/table";
import type { Word } from "../../tracer/trace/record";

const kernelHeader = "/usr/include/x86_64-linux-gnu/asm/unistd_64.h";

/** A word that the compiler does not take for an operation; for one that it takes there is no value. */
type Refused<Word extends string> = Word extends CaptureOperation ? never : Word;

describe("the table of system calls", () => {
    it("has each number once", () => {
        const numbers = syscalls.map((row) => row.number);
        assert.equal(new Set(numbers).size, numbers.length);
    });

    it("has the numbers of the kernel's own header", function () {
        if (!existsSync(kernelHeader)) this.skip();
        const header = new Map(
            [...readFileSync(kernelHeader, "utf8").matchAll(/#define __NR_(\w+) (\d+)/g)].map(([, name, number]) => [name, Number(number)]),
        );
        const newerThanTheHeader = syscalls.filter((row) => !header.has(row.name)).map((row) => row.name);
        assert.deepEqual(
            newerThanTheHeader.filter((name) => !["open_tree_attr", "futex_wait", "futex_wake", "futex_requeue"].includes(name)),
            [],
        );
        for (const row of syscalls) {
            if (header.has(row.name)) assert.equal(row.number, header.get(row.name), row.name);
        }
    });

    it("captures only through arguments that the row names", () => {
        for (const row of syscalls) {
            for (const operation of Object.values(row.captures)) {
                for (const [, index] of operation.matchAll(/arg(\d)/g)) {
                    assert.ok(Number(index) < row.arguments.length, `${row.name}: ${operation}`);
                }
            }
        }
    });

    it("has only operations that the engine knows, since the compiler refuses others", () => {
        const good: readonly CaptureOperation[] = [
            "e bytes arg1+8 arg2",
            "x bytes *(arg1+16)+4 result*12",
            "e bytes *(arg1+0) u32(arg1+8)",
            "x object u32(*(arg0+8))",
        ];
        const bad: readonly [
            Refused<"e bytes arg6 arg2">,
            Refused<"e bytes arg1 const8">,
            Refused<"e object result">,
            Refused<"e strings arg1">,
            Refused<"e fixed *(*(arg1+8)+8) 4">,
        ] = ["e bytes arg6 arg2", "e bytes arg1 const8", "e object result", "e strings arg1", "e fixed *(*(arg1+8)+8) 4"];
        assert.equal(good.length + bad.length, 9);
    });

    it("writes numbers as the engine reads them", () => {
        for (const row of syscalls) {
            for (const operation of Object.values(row.captures)) assert.doesNotMatch(operation, /[^a-z0-9+*() ]|0x/, row.name);
        }
    });

    it("says of every call that takes or makes descriptors that it changes them", () => {
        const makers = syscalls.filter((row) => Object.values(row.captures).some((operation) => operation.startsWith("x object")));
        assert.deepEqual(
            makers.filter((row) => row.changesDescriptors !== true).map((row) => row.name),
            [],
        );
    });
});

describe("the engine's table", () => {
    const lines = engineTable().trimEnd().split("\n");

    it("has one line a call, in the order of the numbers", () => {
        assert.equal(lines.length, syscalls.length);
        const numbers = lines.map((line) => Number(line.split(" ")[0]));
        assert.deepEqual(
            numbers,
            [...numbers].sort((a, b) => a - b),
        );
    });

    it("describes read, close, pipe2 and execve as the engine expects them", () => {
        const lineOf = (name: keyof typeof table): string | undefined => lines.find((line) => line.startsWith(`${table[name].number} `));
        assert.equal(lineOf("read"), "0 - x bytes arg1 result; x position arg0");
        assert.equal(lineOf("close"), "3 d");
        assert.equal(lineOf("pipe2"), "293 d x fixed arg0 8; x object u32(arg0); x object u32(arg0+4)");
        assert.equal(lineOf("execve"), "59 d e string arg0");
    });

    it("asks for few values of an argument, where it asks for some alone", () => {
        assert.ok(lines.some((line) => /^9 -:arg3&\d+=/.test(line)));
        for (const { only, arguments: words } of syscalls) {
            if (only !== undefined) assert.ok(words.includes(only.argument) && only.values.length <= 8);
        }
    });

    it("stays within the engine's limit of 16 operations a call", () => {
        for (const row of syscalls) assert.ok(Object.keys(row.captures).length <= 16, row.name);
    });
});

describe("decoding", () => {
    const row = syscallByNumber(table.openat.number);
    assert.ok(row !== undefined);

    it("reads arguments by name, as the C types that they are", () => {
        const call = new DecodedCall(row, [0xffffff9cn, 0x7ffe00000000n, 0o2000000n, 0n], []);
        assert.equal(call.int("directoryFd"), -100);
        assert.equal(call.unsigned("flags"), 0o2000000);
        assert.equal(call.word("path"), 0x7ffe00000000n);
        assert.equal(call.has("count"), false);
    });

    it("reads captures by name, and knows nothing of what was not readable", () => {
        const call = new DecodedCall(
            row,
            [],
            [
                { operation: 0, status: "whole", fullLength: 4, bytes: Buffer.from("/tmp") },
                { operation: 1, status: "unreadable", fullLength: 0, bytes: new Uint8Array() },
            ],
        );
        assert.equal(call.string("path"), "/tmp");
        assert.equal(call.capture("object"), undefined);
        assert.equal(call.capture("data"), undefined);
    });
});

describe("the C library's function", () => {
    const nameOf = (name: keyof typeof table, ...words: readonly Word[]): string | undefined => {
        const row = syscallByNumber(table[name].number);
        assert.ok(row !== undefined);
        return functionName(new DecodedCall(row, words, []));
    };

    it("is known by the call's arguments", () => {
        const currentDirectory = 0xffffff9cn;
        assert.equal(nameOf("openat", currentDirectory, 0, 0, 0), "open");
        assert.equal(nameOf("openat", 5, 0, 0, 0), undefined);
        assert.deepEqual([nameOf("pipe2", 0, 0), nameOf("pipe2", 0, 0o2000000)], ["pipe", undefined]);
        assert.equal(nameOf("wait4", 0xffffffffffffffffn, 4096, 0, 0), "wait");
        assert.deepEqual([nameOf("wait4", 0xffffffffffffffffn, 0, 1, 0), nameOf("wait4", 77, 0, 0, 0)], ["waitpid", "waitpid"]);
        assert.equal(nameOf("wait4", 77, 0, 0, 0x7fff00000000n), undefined);
        assert.deepEqual([nameOf("clone", 0x1200011), nameOf("clone", 0x11)], ["fork", undefined]);
        assert.deepEqual([nameOf("mknodat", currentDirectory, 0, 0o010644, 0), nameOf("mknod", 0, 0o100644, 0)], ["mkfifo", undefined]);
        assert.deepEqual([nameOf("pread64", 3), nameOf("read", 3)], ["pread", undefined]);
    });

    it("depends only on arguments that the row names, as what is shown of them does", () => {
        for (const { name, functions = [], shows = [], arguments: words } of syscalls) {
            for (const { argument } of shows) assert.ok(words.includes(argument), `${name}: ${argument}`);
            for (const { where = {} } of functions) {
                for (const argument of Object.keys(where)) assert.ok(words.includes(argument), `${name}: ${argument}`);
            }
        }
    });
});

describe("what is shown of arguments", () => {
    const shown = (name: keyof typeof table, ...words: readonly Word[]): string | undefined => {
        const row = syscallByNumber(table[name].number);
        assert.ok(row !== undefined);
        return detailsOf(new DecodedCall(row, words, []));
    };

    it("is a number of its C type, or the name of a value", () => {
        assert.equal(shown("fcntl", 3, 7, 0), "F_SETLKW");
        assert.equal(shown("lseek", 3, 2 ** 40, 2), "1099511627776, SEEK_END");
        assert.equal(shown("lseek", 3, 0xfffffffffffffff0n, 1), "-16, SEEK_CUR");
        assert.deepEqual([shown("wait4", 0xffffffff, 0, 0, 0), shown("wait4", 0xffffffb3, 0, 0, 0)], [undefined, "-77"]);
        assert.equal(shown("kill", 4711, 15), "4711, SIGTERM");
        assert.equal(shown("read", 3, 0, 5), undefined);
    });
});

describe("names of errors and signals", () => {
    it("are those of the system", () => {
        for (const [name, number] of Object.entries(constants.errno)) {
            const twice = ["EWOULDBLOCK", "ENOTSUP", "EDEADLOCK"];
            if (!twice.includes(name)) assert.equal(errorName(number), name);
        }
        for (const [name, number] of Object.entries(constants.signals)) {
            const twice = ["SIGIOT", "SIGPOLL", "SIGUNUSED"];
            if (!twice.includes(name)) assert.equal(signalName(number), name);
        }
    });

    it("tell real-time signals and unknown numbers", () => {
        assert.equal(errorName(999), "error 999");
        assert.equal(signalName(36), "SIGRTMIN+2");
    });

    it("tell how a process ended", () => {
        assert.deepEqual(exitStatus(3 << 8), { code: 3 });
        assert.deepEqual(exitStatus(0x80 | 11), { signal: "SIGSEGV" });
    });
});
