import assert from "node:assert/strict";
import type { Value } from "../../tracer/strace-parser/value";
import { field, itemsOf } from "../../tracer/strace-parser/value";
import { textBytes, textOf } from "../../tracer/strace-parser/textBytes";
import { mutatedLog } from "./strace/mutatedLog";
import { only, parsed } from "./strace/parsed";
import { sampleLines } from "./strace/sampleLines";

function numberOf(value: Value | undefined): number | bigint | undefined {
    return value?.is === "number" ? value.value : undefined;
}

describe("a log of strace", () => {
    for (const line of sampleLines) it(`has no damage in ${line}`, () => assert.notEqual(parsed(line)[0]?.kind, "bad"));

    it("has calls with names, arguments and results", () => {
        const call = only("call", 'openat(AT_FDCWD</home>, "a\\tb", O_RDWR|O_CREAT, 0644) = 3</home/a\\11b>');
        assert.equal(call.name, "openat");
        const [directory, path, flags, mode] = call.arguments;
        assert.deepEqual(directory, { is: "name", name: "AT_FDCWD", about: "/home" });
        assert.equal(path?.is === "text" && textOf(path.raw), "a\tb");
        assert.deepEqual(flags?.is === "joined" && [flags.operator, flags.left, flags.right], [
            "|",
            { is: "name", name: "O_RDWR", about: null },
            { is: "name", name: "O_CREAT", about: null },
        ]);
        assert.equal(numberOf(mode), 0o644);
        assert.deepEqual(call.result, { value: 3, about: "/home/a\\11b", error: null, explanation: null });
    });

    it("takes the mark of a call that has not returned for one only where it is none of the program's bytes", () => {
        const [, text] = only("call", 'write(1, "a <unfinished ...>) = ?", 22) = 22').arguments;
        assert.equal(text?.is === "text" && text.raw, "a <unfinished ...>) = ?");
        const read = only("call", "read(3,  <unfinished ...>) = ?");
        assert.deepEqual([read.arguments.map(numberOf), read.result.value], [[3], null]);
    });

    it("knows no processes beyond what the kernel numbers", () => {
        assert.equal(only("call", "4194304 getpid() = 3").prefix.pid, 4194304);
        for (const line of [
            "4194305 getpid() = 3",
            "[pid 99999999999] getpid() = 3",
            "99999999999<sh> getpid() = 3",
            "[pid ] getpid() = 3",
        ]) {
            assert.equal(only("bad", line).reason, "it is not the number of a process");
        }
    });

    it("says what failed, what did not return, and what that means", () => {
        assert.deepEqual(only("call", "close(9) = -1 EBADF (Bad file descriptor)").result, {
            value: -1,
            about: null,
            error: "EBADF",
            explanation: "Bad file descriptor",
        });
        assert.equal(only("call", "exit(0) = ?").result.value, null);
        assert.equal(
            only("call", "poll([{fd=7, events=POLLIN}], 1, 5) = 1 ([{fd=7, revents=POLLIN}])").result.explanation,
            "[{fd=7, revents=POLLIN}]",
        );
        assert.equal(only("call", "getpid() = 12 <0.000012>").duration, 0.000012);
    });

    it("has who, when and where before a call", () => {
        assert.deepEqual(only("call", "12<sh>  11:52:02.717026 (+     0.000351) [ 257] [00007f435e65dc47] getpid() = 12").prefix, {
            line: 1,
            pid: 12,
            comm: "sh",
            time: { seconds: 42722, nanoseconds: 717026000, since: "midnight" },
            sinceLast: 0.000351,
            number: 257,
            instruction: "00007f435e65dc47",
        });
        const { pid, time } = only("call", "[pid  3] 1795693922.31498 getpid() = 3").prefix;
        assert.deepEqual([pid, time], [3, { seconds: 1795693922, nanoseconds: 314980000, since: "epoch" }]);
        assert.equal(only("call", "     0.000123 getpid() = 3").prefix.sinceLast, 0.000123);
        assert.equal(only("call", "getpid() = 3").prefix.pid, null);
        // --absolute-timestamps=format:unix,precision:s
        const { prefix } = only("call", "1795693922 getpid() = 3");
        assert.deepEqual([prefix.pid, prefix.time?.seconds], [null, 1795693922]);
    });

    it("has strings with all their bytes", () => {
        assert.deepEqual([...textBytes('a\\n\\0\\377\\x00\\x7f\\"\\\\\\1234')], [97, 10, 0, 255, 0, 127, 34, 92, 0o123, 52]);
        const [, data] = only("call", 'read(3, "a\\\\", 2) = 2').arguments;
        assert.deepEqual(data, { is: "text", raw: "a\\\\", cut: false, abstract: false });
        const [, cut] = only("call", 'read(3, "a"..., 20) = 20').arguments;
        assert.equal(cut?.is === "text" && cut.cut, true);
    });

    it("has structures, lists and what changed in a call", () => {
        const [, message] = only("call", 'recvmsg(3, {msg_iov=[{iov_base="xy", iov_len=2}], msg_namelen=128->0, ...}, 0) = 2').arguments;
        const [vector] = itemsOf(field(message, "msg_iov"));
        assert.equal(numberOf(field(vector, "iov_len")), 2);
        assert.equal(message?.is === "structure" && message.cut, true);
        const length = field(message, "msg_namelen");
        assert.deepEqual(length?.is === "changed" && [numberOf(length.before), numberOf(length.after)], [128, 0]);
        const [, set] = only("call", "rt_sigprocmask(SIG_BLOCK, ~[RTMIN RT_1], NULL, 8) = 0").arguments;
        assert.deepEqual(set?.is === "list" && [set.inverted, set.items.length], [true, 2]);
    });

    it("tells connections from the end of what stands in angle brackets", () => {
        const [fd] = only("call", "close(4<TCP:[127.0.0.1:80->127.0.0.1:34]>) = 0").arguments;
        assert.equal(fd?.is === "number" && fd.about, "TCP:[127.0.0.1:80->127.0.0.1:34]");
        const [device] = only("call", "close(4</dev/pts/1<char 136:1>>) = 0").arguments;
        assert.equal(device?.is === "number" && device.about, "/dev/pts/1<char 136:1>");
    });

    it("puts unfinished calls together, each of its process", () => {
        const lines = parsed(
            [
                "1 read(3,  <unfinished ...>",
                '2 write(4, "ab", 2 <unfinished ...>',
                '1 <... read resumed>"ab", 9) = 2',
                "2 <... write resumed>)             = 2",
            ].join("\n"),
        );
        assert.deepEqual(
            lines.map((line) => [line.kind, "arguments" in line && line.arguments.length]),
            [
                ["unfinished", 1],
                ["unfinished", 3],
                ["call", 3],
                ["call", 3],
            ],
        );
        const [, , read] = lines;
        assert.deepEqual(read?.kind === "call" && [read.prefix.line, read.resumed, read.result.value], [3, true, 2]);
    });

    it("reads an unfinished call as if it had never been, wherever it was interrupted", () => {
        const parts = [
            "poll(",
            "[{fd=3</a,b>, events=POLLIN|POLLPRI}, {4, 0x1}]",
            ", ",
            "2",
            ", ",
            "1000 /* ms, at most */",
            ") = 1 (Timeout)",
        ];
        const [whole] = parsed(`1 ${parts.join("")}`);
        assert.ok(whole?.kind === "call" && whole.arguments.length === 3);
        for (let count = 1; count < parts.length; count++) {
            const [begun, rest] = [parts.slice(0, count).join(""), parts.slice(count).join("")];
            const [, resumed, ...others] = parsed(`1 ${begun} <unfinished ...>\n1 <... poll resumed>${rest}\n`);
            assert.ok(resumed?.kind === "call", begun);
            assert.deepEqual([resumed.arguments, resumed.result, others], [whole.arguments, whole.result, []], begun);
        }
        const damaged = parsed('1 read(3, "ab",  <unfinished ...>\n1 <... read resumed>{) = 2\n');
        assert.deepEqual(damaged.at(-1), { kind: "bad", line: 2, column: 16, reason: "here should be a value" });
    });

    it("knows a process that has no number while it is alone", () => {
        const lines = parsed("wait4(-1,  <unfinished ...>\n[pid 7] getpid() = 7\n[pid 5] <... wait4 resumed>NULL, 0, NULL) = 7\n");
        assert.deepEqual(
            lines.map(({ kind }) => kind),
            ["unfinished", "call", "call"],
        );
    });

    it("has calls from which nobody returned", () => {
        const call = only("call", "read(3,  <unfinished ...>) = ?");
        assert.deepEqual([call.arguments.length, call.result.value], [1, null]);
        const lines = parsed("1 futex(0x7f, FUTEX_WAIT <unfinished ...>\n1 <... futex resumed>) = ? <unfinished ...>\n");
        assert.equal(lines[1]?.kind, "call");
    });

    it("goes on where strace has written a message into a line", () => {
        const lines = parsed("clone(child_stack=NULL, flags=SIGCHLDstrace: Process 12 attached\n, child_tidptr=0x7f) = 12\n");
        assert.deepEqual(
            lines.map((line) => [line.kind, line.kind === "call" && line.arguments.length]),
            [
                ["remark", false],
                ["call", 3],
            ],
        );
    });

    it("names a bad line with its place, and goes on behind it", () => {
        const [bad, good] = parsed('read(3, "abc\ngetpid() = 3\n');
        assert.deepEqual(bad, { kind: "bad", line: 1, column: 9, reason: "a string has no end" });
        assert.equal(good?.kind, "call");
        assert.equal(parsed("hello, world\n")[0]?.kind, "bad");
        assert.equal(parsed("<... read resumed>) = 3\n")[0]?.kind, "remark");
    });

    it("has stacks, signals and ends", () => {
        const frame = only("frame", " > /usr/lib/libc.so.6(__read+0x12) [0xf7ab2]");
        assert.deepEqual([frame.module, frame.symbol, frame.offset, frame.address], ["/usr/lib/libc.so.6", "__read", 0x12, 0xf7ab2]);
        const signal = only("signal", "7 --- SIGUSR1 {si_signo=SIGUSR1, si_code=SI_USER, si_pid=5, si_uid=0} ---");
        assert.deepEqual([signal.signal, numberOf(field(signal.information ?? undefined, "si_pid"))], ["SIGUSR1", 5]);
        assert.deepEqual(only("end", "7 +++ killed by SIGSEGV (core dumped) +++").how, { killed: "SIGSEGV", dumped: true });
    });

    it("says the same whatever the chunks are", () => {
        const log = Buffer.from(`${sampleLines.join("\n")}\n`);
        const whole = parsed(log);
        for (const chunk of [1, 2, 7, 64, 1000]) assert.deepEqual(parsed(log, chunk), whole);
    });

    it("is read without a fault when it is damaged, whatever the chunks are", () => {
        let bad = 0;
        for (let seed = 1; seed <= 60; seed++) {
            const log = mutatedLog(seed, 50);
            const lines = parsed(log);
            assert.deepEqual(parsed(log, 1 + (seed % 50)), lines);
            bad += lines.filter(({ kind }) => kind === "bad").length;
        }
        assert.ok(bad > 500, `${bad} lines are damaged`);
    });
});
