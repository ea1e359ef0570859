import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { logFiles } from "../../tracer/import/lines/logFiles";
import { readLines } from "../../tracer/import/lines/logLines";
import { ThreadLog } from "../../tracer/import/lines/threadLog";
import { stateLines } from "../../tracer/model/stateText";
import type { State } from "../../tracer/model/state";
import type { LogLine } from "../../tracer/strace-parser/logLine";
import { mutatedLog } from "./strace/mutatedLog";
import { LogImporter } from "../../tracer/import/logImporter";
import { imported, importedLines, recordsIn, type Imported } from "./strace/imported";
import { parsed } from "./strace/parsed";

const start = '10 1.000000000 execve("./a", ["./a", "b"], 0x7ff /* 2 vars */) = 0'.replace("1.000000000", "1795693922.000001");

/** Lines of process 10 and others, a microsecond apart. */
function log(...lines: readonly string[]): string {
    const timed = lines.map((line, index) => line.replace(" ", ` 1795693922.${String(index + 2).padStart(6, "0")} `));
    return [start, ...timed].join("\n");
}

function kindsOf({ events }: Imported): readonly string[] {
    return events.map(({ kind }) => kind).filter((kind) => kind !== "traceNote" && kind !== "traceEnded");
}

function notesOf({ events }: Imported): readonly string[] {
    return events.flatMap((event) => (event.kind === "traceNote" ? [event.text] : []));
}

function textOf(state: State): string {
    return stateLines(state)
        .map((line) => line.map((piece) => (typeof piece === "string" ? piece : piece.text)).join(""))
        .join("\n");
}

const pipeAndChild = [
    "10 pipe2([3<pipe:[7]>, 4<pipe:[7]>], O_CLOEXEC) = 0",
    '10 write(4<pipe:[7]>, "ab\\0", 3) = 3',
    "10 clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x7f) = 11",
    "10 close(4<pipe:[7]>) = 0",
];

describe("an imported log of strace", () => {
    it("begins with the program, its words and its directory", () => {
        const { events, importer } = imported(log('10 openat(AT_FDCWD</home/u>, "x", O_RDONLY) = -1 ENOENT (No such file or directory)'));
        const started = events.find((event) => event.kind === "processStarted");
        assert.deepEqual(started?.kind === "processStarted" && [started.pid, started.arguments, started.directory], [
            10,
            ["./a", "b"],
            "/home/u",
        ]);
        assert.equal(importer.clock.started, 1795693922000);
    });

    it("has pipes with their bytes, and what a child inherits", () => {
        const played = imported(log(...pipeAndChild));
        const text = textOf(played.state);
        assert.match(text, /pipe1/);
        assert.ok(kindsOf(played).includes("pipeCreated"));
        const pipe = [...played.state.objects.values()].find(({ kind }) => kind === "pipe");
        assert.deepEqual([pipe?.inode, played.state.processes.size], ["7", 2]);
        const table = [...played.state.tables.values()].map(({ descriptors }) => [...descriptors.keys()]);
        assert.deepEqual(table, [[3], [3, 4]]);
    });

    it("knows a call that waits only when it returns: its arguments, and the bytes that came", () => {
        const played = imported(
            log(
                "10 pipe([3, 4]) = 0",
                "10 clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD <unfinished ...>",
                "11 read(3,  <unfinished ...>",
                "10 <... clone resumed>, child_tidptr=0x7f) = 11",
                '10 write(4, "hello", 5) = 5',
                '11 <... read resumed>"hello", 100) = 5',
            ),
        );
        assert.deepEqual(
            notesOf(played).filter((text) => text.includes("damaged")),
            [],
        );
        const read = played.events.find((event) => event.kind === "bytesRead");
        assert.deepEqual(read?.kind === "bytesRead" && Buffer.from(read.data ?? []).toString(), "hello");
        assert.ok(kindsOf(played).includes("callBlocked"));
    });

    it("tells descriptors that were there before any call could have made them", () => {
        const { state } = imported(log('10 read(0</dev/pts/4<char 136:4>>, "", 9) = 0', "10 dup(2</tmp/out>) = 3</tmp/out>"));
        const kinds = [...state.objects.values()].map(({ kind, name }) => [kind, name]);
        assert.deepEqual(kinds, [
            ["tty", "/dev/pts/4"],
            ["file", "/tmp/out"],
        ]);
    });

    it("gives those to each of the processes that were there before, and none to another", () => {
        const played = imported(
            [
                "10 wait4(-1,  <unfinished ...>",
                "20 read(0<pipe:[7]>,  <unfinished ...>",
                "30 clone(child_stack=NULL, flags=SIGCHLD) = 31",
                '31 write(1<pipe:[7]>, "ab", 2) = 2',
                '20 <... read resumed>"ab", 2) = 2',
                '20 openat(AT_FDCWD</>, "f", O_RDONLY) = 1</f>',
                '20 read(1</f>, "", 9) = 0',
                "",
            ].join("\n"),
        );
        const { processes, tables, descriptions } = played.state;
        const objectsOf = (pid: number): readonly string[] => {
            const process = [...processes.values()].find((each) => each.pid === pid);
            const table = [...(process?.threads.values() ?? [])][0]?.table ?? "";
            const held = [...(tables.get(table)?.descriptors.values() ?? [])];
            return held.map(({ fd, description }) => `${fd} ${descriptions.get(description)?.object ?? ""}`);
        };
        assert.deepEqual(objectsOf(10), []);
        assert.deepEqual(objectsOf(20), ["0 pipe1", "1 file1"]);
        assert.deepEqual(objectsOf(30), ["1 pipe1"]);
        assert.deepEqual(objectsOf(31), ["1 pipe1"]);
    });

    it("takes a process whose creator's call has not returned for its child", () => {
        const played = imported(
            ["10 vfork( <unfinished ...>", '11 write(1<pipe:[7]>, "ab", 2) = 2', "10 <... vfork resumed>) = 11", ""].join("\n"),
        );
        const child = [...played.state.processes.values()].find(({ pid }) => pid === 11);
        assert.equal(child?.parent, "p1");
        assert.ok(kindsOf(played).includes("processForked"));
    });

    it("executes programs, ends threads and processes, and says who told whom", () => {
        const played = imported(
            log(
                ...pipeAndChild,
                '11 execve("/bin/wc", ["wc"], 0x7f /* 2 vars */) = 0',
                "11 exit_group(3) = ?",
                "11 +++ exited with 3 +++",
                "10 --- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=11, si_uid=0, si_status=3, si_utime=0, si_stime=0} ---",
                "10 wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 3}], 0, NULL) = 11",
                "10 +++ killed by SIGKILL +++",
            ),
        );
        const executed = played.events.find((event) => event.kind === "programExecuted");
        assert.deepEqual(executed?.kind === "programExecuted" && [executed.path, executed.closed], ["/bin/wc", [3, 4]]);
        const reaped = played.events.find((event) => event.kind === "processReaped");
        assert.deepEqual(reaped?.kind === "processReaped" && reaped.childPid, 11);
        assert.deepEqual(
            [...played.state.processes.values()].map(({ pid, exit }) => [pid, exit]),
            [
                [10, { signal: "SIGKILL" }],
                [11, { code: 3 }],
            ],
        );
    });

    it("makes one process of a child that has ended before its creator's call returns", () => {
        const child = [
            "10 vfork( <unfinished ...>",
            "11 exit_group(127) = ?",
            "11 +++ exited with 127 +++",
            "10 <... vfork resumed>) = 11",
        ];
        const { state } = imported(
            log(...child, "10 vfork( <unfinished ...>", "11 exit_group(3) = ?", "11 +++ exited with 3 +++", "10 <... vfork resumed>) = 11"),
        );
        const ends = [...state.processes.values()].map(({ id, pid, exit }) => `${id} ${pid} ${JSON.stringify(exit)}`);
        assert.deepEqual(ends.slice(1), ['p2 11 {"code":127}', 'p3 11 {"code":3}'], "a number may be given again");
    });

    it("puts lines aside of a child that two may have made", () => {
        const played = imported(
            log(
                "10 clone(child_stack=NULL, flags=SIGCHLD) = 11",
                "10 clone(child_stack=NULL, flags=SIGCHLD <unfinished ...>",
                "11 clone(child_stack=NULL, flags=SIGCHLD <unfinished ...>",
                "12 pipe([3, 4]) = 0",
                "11 <... clone resumed>) = 12",
                "10 <... clone resumed>) = 13",
            ),
        );
        const parents = [...played.state.processes.values()].map(({ pid, parent }) => [pid, parent]);
        assert.deepEqual(parents, [
            [10, null],
            [11, "p1"],
            [12, "p2"],
            [13, "p1"],
        ]);
        assert.equal(played.events.find((event) => event.kind === "pipeCreated")?.process, "p3");
    });

    it("knows what a path names from the calls that ask", () => {
        const opened = (mode: string): string =>
            textOf(
                imported(
                    log(
                        `10 statx(AT_FDCWD, "/x", AT_STATX_SYNC_AS_STAT, STATX_ALL, {stx_mask=STATX_ALL, stx_mode=${mode}, ...}) = 0`,
                        `10 newfstatat(AT_FDCWD, "/y", {st_mode=${mode}, st_size=0, ...}, 0) = 0`,
                        '10 openat(AT_FDCWD, "/x", O_RDWR) = 3</x>',
                        '10 openat(AT_FDCWD, "/y", O_RDWR) = 4</y>',
                    ),
                ).state,
            );
        assert.equal(opened("S_IFIFO|0644").match(/^fifo\d/gm)?.length, 2);
        assert.equal(opened("S_IFIFO|S_ISVTX|0644").match(/^fifo\d/gm)?.length, 2);
        assert.doesNotMatch(opened("S_IFREG|0644"), /fifo/);
    });

    it("says what descriptors refer to where only those of its own calls are used", () => {
        const unknown = /does not say what descriptors refer to/;
        assert.ok(!notesOf(imported(log("10 pipe([3<pipe:[7]>, 4<pipe:[7]>]) = 0"))).some((text) => unknown.test(text)));
        assert.ok(notesOf(imported(log("10 pipe([3, 4]) = 0", "10 kill(11<sh>, SIGTERM) = 0"))).some((text) => unknown.test(text)));
    });

    it("says what the log cannot tell", () => {
        const all = ["10 clone(child_stack=NULL, flags=SIGCHLD) = 11", '10 read(9, "abc"..., 200) = 200', "10 hello"];
        const notes = notesOf(
            imported(
                log(...all)
                    .replace(start, "")
                    .replace(/ 1795693922\.\d+/g, ""),
            ),
        ).join("\n");
        for (const words of [
            "begins in the middle",
            "no times",
            "what descriptors refer to",
            "no -f",
            "1 string is cut off",
            "1 line makes no sense",
        ]) {
            assert.ok(notes.includes(words), `${words}: ${notes}`);
        }
    });

    it("keeps flags, faults and sizes apart: what is not in the log is null", () => {
        const { state } = imported(log('10 openat(AT_FDCWD, "/tmp/x", O_RDWR|O_CREAT|O_APPEND|O_CLOEXEC, 0644) = 3</tmp/x>'));
        const [file] = state.objects.values();
        assert.deepEqual(file?.kind === "file" && [file.name, file.size], ["/tmp/x", null]);
        const [description] = state.descriptions.values();
        assert.deepEqual([description?.access, description?.statusFlags], ["read-write", ["O_APPEND"]]);
    });

    it("has sockets with the names of both ends", () => {
        const played = imported(
            log(
                "10 socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 3<TCP:[81]>",
                '10 bind(3<TCP:[81]>, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16) = 0',
                "10 listen(3<TCP:[127.0.0.1:80]>, 5) = 0",
                "10 accept(3<TCP:[127.0.0.1:80]>, NULL, NULL) = 4<TCP:[127.0.0.1:80->127.0.0.1:34]>",
            ),
        );
        const names = [...played.state.objects.values()].flatMap((object) =>
            object.kind === "socket" ? [[object.local, object.remote]] : [],
        );
        assert.deepEqual(names, [
            ["127.0.0.1:80", ""],
            ["127.0.0.1:80", "127.0.0.1:34"],
        ]);
    });

    describe("of one file for each thread", () => {
        let folder = "";
        beforeEach(() => {
            folder = mkdtempSync(path.join(os.tmpdir(), "ipcscope-import-"));
        });
        afterEach(() => rmSync(folder, { recursive: true }));

        async function linesIn(name: string): Promise<readonly LogLine[]> {
            const lines: LogLine[] = [];
            await readLines(
                await logFiles(name),
                (line) => lines.push(line),
                () => Promise.resolve(),
            );
            return lines;
        }

        /** As strace -ff would have written it. */
        function split(whole: string): void {
            for (const pid of ["10", "11"]) {
                const lines = whole.split("\n").filter((line) => line.startsWith(`${pid} `));
                const bytes = `${lines.map((line) => line.slice(3)).join("\n")}\n`;
                writeFileSync(path.join(folder, `a.${pid}${pid === "11" ? ".gz" : ""}`), pid === "11" ? gzipSync(bytes) : bytes);
            }
        }

        it("ends in the same state as the log in one file", async () => {
            const whole = log(...pipeAndChild, '11 read(3<pipe:[7]>, "ab\\0", 9) = 3', '11 write(4<pipe:[7]>, "c", 1) = 1');
            split(whole);
            const [one, other] = [imported(whole).state, importedLines(await linesIn(folder)).state];
            const withoutMoment = (state: State): string => textOf(state).replace(/^After.*$/m, "");
            assert.equal(withoutMoment(other), withoutMoment(one));
            assert.match(textOf(one), /1 of 65536 bytes/);
        });

        it("has the same lines whatever the chunks in which its files are read", async () => {
            split(log(...pipeAndChild, '11 read(3<pipe:[7]>, "ab\\0", 9) = 3', "11 close(3<pipe:[7]>) = 0"));
            const read = async (chunk: number): Promise<readonly LogLine[]> => {
                const lines: LogLine[] = [];
                const thread = new ThreadLog({ path: path.join(folder, "a.10"), pid: 10 }, 0, chunk);
                while (await thread.fill()) while (!thread.isEmpty) lines.push(thread.shift());
                return lines;
            };
            const whole = await read(1 << 16);
            assert.equal(whole.length, 7);
            for (const chunk of [1, 7, 100]) assert.deepEqual(await read(chunk), whole);
        });

        it("needs times, and the files of one log", async () => {
            writeFileSync(path.join(folder, "a.10"), "getpid() = 10\n");
            await assert.rejects(linesIn(folder), /has no times/);
            writeFileSync(path.join(folder, "b.10"), "getpid() = 10\n");
            await assert.rejects(linesIn(folder), /several logs, a, b: name one, such as '.*\/a'\.$/);
            writeFileSync(path.join(folder, "b.10"), "1795693922.000001 getpid() = 10\n");
            writeFileSync(path.join(folder, "b.11"), "1795693922.000002 getpid() = 11\n");
            const pids = (await linesIn(path.join(folder, "b"))).map((line) => line.kind === "call" && line.prefix.pid);
            assert.deepEqual(pids, [10, 11]);
            rmSync(path.join(folder, "b.11"));
            rmSync(path.join(folder, "a.10"));
            rmSync(path.join(folder, "b.10"));
            await assert.rejects(linesIn(folder), /no files of a log/);
        });
    });

    it("has the environments of programs where the log has them (-v)", () => {
        const lines = [
            'execve("./a", ["./a"], ["A=1", "B=\\n"]) = 0',
            'execve("./b", ["./b"], 0x7ff /* 2 vars */) = 0',
            'execve("./c", ["./c"], ["C", ...]) = 0',
        ];
        const importer = new LogImporter();
        for (const line of parsed(lines.join("\n"))) importer.take(line);
        const told = recordsIn(importer.end()).flatMap((record) => (record.type === "exec" ? [record.environment] : []));
        assert.deepEqual(told, [{ variables: ["A=1", "B=\n"], cut: false }, undefined, { variables: ["C"], cut: true }]);
    });

    it("needs neither -f nor times, and its arguments are understood, unlike what Perfetto's importer asks for", () => {
        const { events } = imported(
            [
                'execve("./a", ["./a"], 0x7ff /* 2 vars */) = 0',
                "pipe2([3, 4], O_CLOEXEC|O_NONBLOCK) = 0",
                'write(4, "ab", 2) = 2',
                'read(3, "ab", 64) = 2',
                "read(3, 0x7ffc, 64) = -1 EAGAIN (Resource temporarily unavailable)",
            ].join("\n"),
        );
        const told = events.flatMap((event): readonly string[] => {
            if (event.kind === "pipeCreated") return [`pipe ${event.readEnd.fd} ${event.writeEnd.fd}`];
            if (event.kind === "bytesWritten" || event.kind === "bytesRead") return [`${event.kind} ${event.fd} ${event.length}`];
            return "error" in event ? [`${event.call ?? ""} ${event.error}`] : [];
        });
        assert.deepEqual(told, ["pipe 3 4", "bytesWritten 4 2", "bytesRead 3 2", "read EAGAIN"]);
    });

    it("is the same with the names of arguments (-N)", () => {
        const [plain, named] = [
            [
                "10 pipe2([3<pipe:[7]>, 4<pipe:[7]>], O_CLOEXEC) = 0",
                '10 write(4<pipe:[7]>, "abc", 3) = 3',
                "10 read(3<pipe:[7]>,  <unfinished ...>",
                '10 <... read resumed>"ab", 2) = 2',
                '10 chdir("/tmp") = 0',
                "10 clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x7f) = 11",
                "10 wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 3}], 0, NULL) = 11",
            ],
            [
                "10 pipe2(pipefd=[3<pipe:[7]>, 4<pipe:[7]>], flags=O_CLOEXEC) = 0",
                '10 write(fd=4<pipe:[7]>, buf="abc", count=3) = 3',
                "10 read(fd=3<pipe:[7]>,  <unfinished ...>",
                '10 <... read resumed>buf="ab", count=2) = 2',
                '10 chdir(path="/tmp") = 0',
                "10 clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x7f) = 11",
                "10 wait4(pid=-1, stat_addr=[{WIFEXITED(s) && WEXITSTATUS(s) == 3}], options=0, ru=NULL) = 11",
            ],
        ].map((lines) => imported(log(...lines)));
        assert.ok(plain !== undefined && named !== undefined);
        assert.deepEqual(kindsOf(named), kindsOf(plain));
        assert.ok(kindsOf(plain).includes("processReaped"));
        assert.equal(textOf(named.state), textOf(plain.state));
    });

    it("may have numbers that no kernel has", () => {
        const wild = log(
            '10 openat(AT_FDCWD</a>, "/b", 0x7fbd28db9a10) = 3</b>',
            "10 close(4<pipe:[99999999999999999999999]>) = 0",
            "10 close(5</dev/x<char 99999999999999999999:1>>) = 0",
            `10 connect(6, {sa_family=AF_UNIX, sun_path="${"a".repeat(70_000)}"}, 110) = 0`,
            "10 wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 99999999999}], 0, NULL) = 99999999999",
            "--- SIGUSR1 {si_signo=99999999999, si_code=99999999999, si_pid=99999999999} ---",
        );
        const played = imported(`${wild}\n9999999999999999.1 getpid() = 1\n10 9999999999999999.1 getpid() = 1`);
        assert.equal(played.events.at(-1)?.kind, "traceEnded");
        assert.ok(notesOf(played).some((text) => text.startsWith("2 lines make no sense")));
    });

    it("is read to its end when it is damaged, and so is the trace", () => {
        for (let seed = 1; seed <= 40; seed++) {
            const damaged = `${start}\n10 rt_sigprocmask(SIG_BLOCK, [RT_33 RT_x RT_], NULL, 8) = 0\n${mutatedLog(seed, 500).toString("latin1")}`;
            assert.equal(imported(damaged).events.at(-1)?.kind, "traceEnded", `seed ${seed}`);
        }
    });
});
