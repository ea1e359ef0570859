import assert from "node:assert/strict";
import { exportChoices } from "../../extension/exchange/exportFormats";
import { looksLikeStrace } from "../../extension/exchange/straceLook";
import { exportFormats } from "../../tracer/cli/exportCommand";

describe("whether text is a log of strace", () => {
    const logs: Readonly<Record<string, readonly string[]>> = {
        "without options": ['execve("/bin/true", ["true"], 0x7ffd /* 20 vars */) = 0', "brk(NULL)                               = 0x5581"],
        "with -f": [
            "[pid   517] read(3,  <unfinished ...>",
            '[pid   518] write(4, "a", 1) = 1',
            '[pid   517] <... read resumed>"a", 1) = 1',
        ],
        "with -f -ttt -o": [
            '517   1700000000.123456 write(1, "a", 1) = 1',
            "517   1700000000.200000 close(3)        = -1 EBADF (Bad file descriptor)",
        ],
        "with -t, attached": [
            "strace: Process 12 attached",
            "10:20:30 restart_syscall(<... resuming interrupted read ...>) = 0",
            "10:20:31 close(3) = 0",
        ],
        "with -r": ["     0.000000 close(3)                  = 0", "     0.000113 close(4)                  = 0"],
        "with -i": ["[00007f1c5d2c] close(3)                = 0", "[00007f1c5d2d] exit_group(0)           = ?"],
        "with the program's output between": ["close(3) = 0", "hello", 'write(1, "hello\\n", 6) = 6', "--- SIGCHLD {si_signo=SIGCHLD} ---"],
    };
    for (const [options, lines] of Object.entries(logs)) {
        it(`is seen ${options}`, () => assert.equal(looksLikeStrace(lines.join("\n")), true));
    }

    const others: Readonly<Record<string, readonly string[]>> = {
        "nothing": [],
        "one call alone": ["close(3) = 0"],
        "a program": ["int main(void)", "{", "    int got = read(0, buffer, 1);", "    return got == 1;", "}"],
        "a script": ["x = f(1)", "print(x)", "y = g(x, 2)"],
        "another log": ["2026-01-01 10:00:00 INFO started (pid 12)", "2026-01-01 10:00:01 WARN retry(3) failed", "done"],
    };
    for (const [what, lines] of Object.entries(others)) {
        it(`is not thought of ${what}`, () => assert.equal(looksLikeStrace(lines.join("\n")), false));
    }
});

describe("the formats that the editor offers", () => {
    it("are those of the command line, but for pictures, which the diagram itself copies", () => {
        const formats = exportFormats.filter((format) => format !== "svg" && format !== "png");
        assert.deepEqual(exportChoices.map(({ format }) => format).sort(), [...formats].sort());
    });
});
