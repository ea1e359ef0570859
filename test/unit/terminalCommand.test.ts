import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { terminalCommand } from "../../extension/adapter/terminalCommand";
import { Screen } from "./screen";

describe("the command line for a terminal", () => {
    let directory: string;

    beforeEach(async () => (directory = await mkdtemp(path.join(tmpdir(), "ipcscope-test-"))));
    afterEach(() => rm(directory, { recursive: true }));

    it("runs the words as they are, whatever is in them", async () => {
        const words = ["/usr/bin/printf", "%s|", "a b", "it's", "$HOME", "`id`", "\n", ""] as const;
        const [program = "", ...rest] = await terminalCommand(words, directory, "a program; rm -rf");
        assert.equal(execFileSync(program, rest, { encoding: "utf8" }), "a b|it's|$HOME|`id`|\n||");
    });

    it("leaves the launch's own files alone, even if the program is called like one of them", async () => {
        await writeFile(path.join(directory, "syscalls"), "0 -\n");
        const [, script = ""] = await terminalCommand(["/bin/true"], directory, "syscalls");
        assert.equal(path.basename(script), "syscalls");
        assert.equal(await readFile(path.join(directory, "syscalls"), "utf8"), "0 -\n");
    });

    for (const [name, lines] of Object.entries({ "half full": 3, "full": 5, "scrolled": 12 })) {
        it(`scrolls what stood before off a screen that is ${name}, and keeps it`, async () => {
            const mine = Array.from({ length: lines - 1 }, (_, index) => `line ${index + 1}`);
            const words = (await terminalCommand(["/bin/echo", "The program speaks."], directory, "speaks")).join(" ");
            const typed = `stty rows 5 cols 80; ${mine.map((line) => `echo ${line};`).join(" ")} echo plumbing; ${words}`;
            const screen = new Screen(5);
            screen.print(inTerminal(typed));
            assert.deepEqual(screen.rows, ["The program speaks.", "", "", "", ""]);
            assert.deepEqual(screen.scrolledOff, [...mine, "plumbing"]);
        });
    }

    it("does nothing to a terminal whose size is not known", async () => {
        const words = (await terminalCommand(["/bin/echo", "The program speaks."], directory, "speaks")).join(" ");
        const typed = `stty rows 0 cols 0; echo mine; ${words}`;
        assert.equal(inTerminal(typed), "mine\r\nThe program speaks.\r\n");
    });

    it("tells VS Code that it clears the screen, so that the command line is not pinned above the program's output", async () => {
        const words = (await terminalCommand(["/bin/echo", "The program speaks."], directory, "speaks")).join(" ");
        const printed = inTerminal(`stty rows 2 cols 80; ${words}`, { TERM_PROGRAM: "vscode" });
        assert.equal(printed, "\r\n\x1b[H\x1b]633;E;clear\x07The program speaks.\r\n");
    });

    it("leaves the program's environment as it is", async () => {
        const [program = "", ...rest] = await terminalCommand(["/usr/bin/env"], directory, "env");
        const environment = (command: string): readonly string[] =>
            inTerminal(`stty rows 3 cols 80; ${command}`, { rows: "as before" })
                .replace("\x1b[H", "")
                .split(/\s*\n/)
                .filter((line) => line !== "");
        assert.deepEqual(environment([program, ...rest].join(" ")), environment("/bin/sh -c 'exec /usr/bin/env'"));
    });
});

/** What a terminal is sent in which a shell is given the command line. */
function inTerminal(typed: string, environment: Readonly<Record<string, string>> = {}): string {
    const env = { PATH: "/usr/bin:/bin", SHELL: "/bin/sh", ...environment };
    return execFileSync("script", ["-qec", typed, "/dev/null"], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], env });
}
