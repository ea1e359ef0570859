/** What several processes print into the one console of a launch that has no terminal. */
import assert from "node:assert/strict";
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { DebugRun } from "./debugRun";
import { withRun } from "./withRun";

/** What the programs of a shell's script print, by stream. */
async function printed(script: string): Promise<{ stdout: string; stderr: string }> {
    const streams = { stdout: "", stderr: "" };
    const onEvent = ({ event, body }: DebugProtocol.Event): void => {
        if (event !== "output") return;
        const { category, output } = body as DebugProtocol.OutputEvent["body"];
        if (category === "stdout" || category === "stderr") streams[category] += output;
    };
    await withRun({ program: "/bin/sh", configuration: { args: ["-c", script] }, onEvent }, async (run: DebugRun) => {
        assert.equal(await run.ended(), 0);
    });
    return streams;
}

describe("the output of a launch without a terminal", () => {
    it("has no marks where one process prints, whoever it is", async () => {
        assert.deepEqual(await printed("echo one; echo two >&2; exit 0"), { stdout: "one\n", stderr: "two\n" });
        assert.equal((await printed("/bin/echo one; exit 0")).stdout, "one\n");
    });

    it("marks the lines of all but the first that prints, with the program that they run when it is read", async () => {
        const script = "echo one; /bin/echo two; echo three; (echo four; exec /bin/echo five); /bin/echo six >&2; exit 0";
        const { stdout, stderr } = await printed(script);
        // It may run the next program before what it printed is read.
        assert.equal(stdout.replace("[p3 echo] four", "[p3 sh] four"), "one\n[p2 echo] two\nthree\n[p3 sh] four\n[p3 echo] five\n");
        assert.equal(stderr, "[p4 echo] six\n");
    });

    it("marks the change of the writer within a line", async () => {
        assert.equal(
            (await printed("printf 'total: '; /usr/bin/printf 5; echo ' all'; printf '%s' end; exit 0")).stdout,
            "total: [p2 printf] 5[p1 sh]  all\nend",
        );
    });

    it("knows a process that has ended long before its output is read", async () => {
        const { stdout } = await printed("echo first; i=0; while [ $i -lt 40 ]; do /bin/echo $i; i=$((i+1)); done; exit 0");
        assert.deepEqual(stdout.split("\n"), [
            "first",
            ...Array.from({ length: 40 }, (_none, index) => `[p${index + 2} echo] ${index}`),
            "",
        ]);
    });

    it("comes whole and in order from many that print at once", async () => {
        const { stdout } = await printed("echo first; for i in 1 2 3 4 5; do seq 20000 & done; wait; exit 0");
        // What is written to no terminal comes in pieces that end within lines.
        const parts = stdout.split(/\[(p\d+) seq\] /);
        assert.equal(parts.shift(), "first\n");
        const said = new Map<string, string>();
        for (let at = 0; at + 1 < parts.length; at += 2) {
            const [process = "", text = ""] = parts.slice(at, at + 2);
            said.set(process, (said.get(process) ?? "") + text);
        }
        assert.deepEqual([...said.keys()].sort(), ["p2", "p3", "p4", "p5", "p6"]);
        const numbers = Array.from({ length: 20000 }, (_none, index) => `${index + 1}\n`).join("");
        for (const [process, text] of said) assert.ok(text === numbers, `what ${process} printed is whole`);
    });
});
