import assert from "node:assert/strict";
import { StraceLog } from "../../tracer/export/straceLog";
import { LogImporter } from "../../tracer/import/logImporter";
import { stateText } from "../../tracer/model/stateText";
import { imported, recordsIn } from "./strace/imported";
import { parsed } from "./strace/parsed";

const log = [
    'execve("./a", ["./a", "b c"], 0x7ff /* 2 vars */) = 0',
    "pipe2([3<pipe:[7]>, 4<pipe:[7]>], O_CLOEXEC) = 0",
    'openat(AT_FDCWD</home>, "/tmp/a<b", O_RDWR|O_CREAT|O_APPEND, 0644) = 5</tmp/a\\74b>',
    "eventfd2(3, EFD_NONBLOCK) = 6<anon_inode:[eventfd]>",
    "rt_sigaction(SIGUSR1, {sa_handler=0x55b0, sa_mask=[INT RT_2], sa_flags=SA_RESTART, sa_restorer=0x7f}, NULL, 8) = 0",
    "rt_sigprocmask(SIG_BLOCK, [USR2 CHLD], NULL, 8) = 0",
    'write(4<pipe:[7]>, "a\\"\\\\\\n\\0\\377", 6) = 6',
    "clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD <unfinished ...>",
    "11 read(3<pipe:[7]>,  <unfinished ...>",
    "<... clone resumed>, child_tidptr=0x7f) = 11",
    '11 <... read resumed>"a\\"", 2) = 2',
    '11 execve("/bin/none", ["none"], 0x7f /* 2 vars */) = -1 ENOENT (No such file or directory)',
    '11 execve("/bin/wc", ["wc", "-l"], 0x7f /* 2 vars */) = 0',
    "11 +++ killed by SIGKILL +++",
    "wait4(-1, [{WIFSIGNALED(s) && WTERMSIG(s) == SIGKILL}], 0, NULL) = 11",
    'read(3<pipe:[7]>, "\\\\\\n"..., 4) = 4',
    "read(3<pipe:[7]>,  <unfinished ...>",
]
    .map((line, index) => {
        const [, pid = "10", rest = ""] = /^(11)? ?(.*)$/.exec(line) ?? [];
        return `${pid} 1795693922.${String(index).padStart(6, "0")} ${rest}`;
    })
    .join("\n");

function asLog(text: string): string {
    const importer = new LogImporter();
    for (const line of parsed(text)) importer.take(line);
    const writer = new StraceLog();
    return recordsIn(importer.end())
        .flatMap((record) => writer.lines(record))
        .join("\n");
}

describe("a trace as a log of strace", () => {
    it("can be read by who reads strace's own", () => {
        assert.deepEqual(
            parsed(asLog(log)).filter(({ kind }) => kind === "bad"),
            [],
        );
    });

    it("says what strace said: imported again, it is the same", () => {
        const again = imported(asLog(log));
        const first = imported(log);
        const moment = /^After.*$/m;
        assert.equal(stateText(again.state).replace(moment, ""), stateText(first.state).replace(moment, ""));
        const texts = ({ events }: typeof first) =>
            events.filter(({ kind }) => kind !== "traceNote").map(({ kind, call }) => `${kind} ${call ?? ""}`);
        assert.deepEqual(texts(again), texts(first));
    });

    it("has each call in one line of printable characters, whatever its names are", () => {
        const name = "/tmp/new\\nline\\33[1m<\\342\\200\\256\\377";
        const ugly = log.replaceAll("/tmp/a<b", name).replaceAll("/tmp/a\\74b", name.replace("<", "\\74"));
        const text = asLog(ugly);
        assert.match(text, /^[\n -~]*$/);
        assert.equal(text.split("\n").length, asLog(log).split("\n").length);
        assert.match(text, /5<\/tmp\/new\\x0aline\\x1b\[1m\\x3c\\xe2\\x80\\xae/);
        assert.deepEqual(
            [...imported(text).state.objects.values()].map((object) => object.name),
            [...imported(ugly).state.objects.values()].map((object) => object.name),
        );
    });

    it("has the lines of strace", () => {
        const lines = asLog(log).split("\n");
        assert.ok(lines.some((line) => line.endsWith(" pipe2([3<pipe:[7]>, 4<pipe:[7]>], 0x80000) = 0")));
        assert.ok(
            lines.some((line) => /^11 +\d+\.\d{6} read\(3,  <unfinished \.\.\.>$/.test(line)),
            lines.join("\n"),
        );
        assert.ok(lines.some((line) => line.endsWith('<... read resumed>"a\\"", 2) = 2')));
        assert.ok(lines.some((line) => /execve\("\/bin\/none", .*\) = -1 ENOENT \(ENOENT\)$/.test(line)));
        assert.ok(lines.some((line) => line.endsWith("+++ killed by SIGKILL +++")));
    });
});
