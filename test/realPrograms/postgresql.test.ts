/**
 * PostgreSQL (Debian's package `postgresql`): a dozen processes, System V and POSIX shared memory, semaphores, signals and sockets. Recorded, it does
 * what it does alone; the model agrees with the kernel; and nothing in the recording is what no kernel would do.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { checkTrace } from "../../tracer/cli/checkTrace";
import { compareTrace } from "../../tracer/cli/compareTrace";
import { engineRecording } from "../kernel/engineRecording";

const [clients, transactions] = [4, 100];
/** An account of the kernel's takes longer than a call: one after so many. */
const callsBetweenAccounts = 2000;
const printed = `number of transactions actually processed: ${clients * transactions}/${clients * transactions}\n${clients * transactions}|t|t|t\nthe server ended with status 0\n`;

describe("PostgreSQL", () => {
    let directory: string;
    let command: readonly [string, ...string[]];

    before(() => assert.ok(existsSync("/usr/lib/postgresql"), "the package postgresql is installed"));
    beforeEach(() => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-postgresql-"));
        chmodSync(directory, 0o755);
        const folder = path.join(directory, "database");
        const script = path.join(directory, "postgresql.sh");
        mkdirSync(folder);
        copyFileSync(path.join(__dirname, "postgresql.sh"), script);
        const words = ["sh", script, folder, String(clients), String(transactions)] as const;
        command = process.getuid?.() === 0 ? asItsUser(folder, words) : words;
    });
    afterEach(() => rmSync(directory, { recursive: true, force: true }));

    it("does recorded what it does alone, and nothing that no kernel would do", async () => {
        const trace = path.join(directory, "t.ipctrace");
        const ipcscope = path.resolve(__dirname, "../../dist/ipcscope");
        const { stdout, stderr, status } = spawnSync(ipcscope, ["record", "-o", trace, "--", ...command], { encoding: "utf8" });
        assert.deepEqual({ stdout, stderr, status }, { stdout: printed, stderr: "", status: 0 });
        const { events, faults } = await checkTrace(trace);
        assert.ok(events > 10_000);
        assert.deepEqual(faults, []);
    });

    it("is what the kernel says it is", async () => {
        const { comparisons, differences } = await compareTrace(await engineRecording(command, directory, { judge: callsBetweenAccounts }));
        assert.ok(comparisons > 10_000);
        assert.deepEqual(differences, []);
    });
});

/** PostgreSQL refuses to be root. */
function asItsUser(folder: string, words: readonly string[]): readonly [string, ...string[]] {
    const owner = spawnSync("chown", ["postgres:postgres", folder], { encoding: "utf8" });
    assert.equal(owner.status, 0, owner.stderr);
    return ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups", ...words];
}
