/** What `events --json` and `state --json` say of programs that use the rare corners of the system calls. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Event } from "../../tracer/model/event";
import type { StateJson } from "../../tracer/model/stateJson";
import { buildPrograms } from "./buildPrograms";
import { ipcscope, runIpcscope } from "./commandLine";
import { patience } from "../patience";

const programs = path.resolve(__dirname, "../programs/build");

/** Bytes as the command line writes them: text, with escapes. */
function dataOf(event: Event): unknown {
    return "data" in event ? event.data : undefined;
}

describe("events and states of ugly programs", () => {
    buildPrograms();
    let directory: string;

    beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"))));
    afterEach(() => rmSync(directory, { recursive: true }));

    function output(...words: string[]): string {
        const { status, stdout, stderr } = runIpcscope(directory, ...words);
        assert.deepEqual([status, stderr], [0, ""]);
        return stdout;
    }

    /** The events of a recorded run, which must go as a run alone does. */
    function record(program: string, ...words: string[]): readonly Event[] {
        const alone = spawnSync(program, words, { cwd: directory, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
        const { status, signal, stdout, stderr } = runIpcscope(directory, "record", "-o", "t", "--", program, ...words);
        assert.deepEqual(
            { status, signal, stdout, stderr },
            { status: alone.status, signal: alone.signal, stdout: alone.stdout, stderr: alone.stderr },
        );
        return output("events", "t", "--json")
            .trimEnd()
            .split("\n")
            .map((line) => JSON.parse(line) as Event);
    }

    const state = (seq: number): StateJson => JSON.parse(output("state", "t", "--at", String(seq), "--json")) as StateJson;

    function ofKind<K extends Event["kind"]>(events: readonly Event[], kind: K): readonly Extract<Event, { kind: K }>[] {
        return events.filter((event): event is Extract<Event, { kind: K }> => event.kind === kind);
    }

    it("says where in a file the bytes went, also when they were appended", () => {
        const events = record(path.join(programs, "file"));
        const written = ofKind(events, "bytesWritten")
            .filter(({ at }) => at !== undefined)
            .map(({ call, at, offset }) => [call, at, offset]);
        assert.deepEqual(written, [
            ["pwrite64", 10, 10],
            ["pwritev2", 13, 10],
            ["pwritev2", 2, 19],
            ["copy_file_range", 7000, 20],
            ["splice", 9000, 20],
            ["pwrite64", 1000, 5],
        ]);
        const read = ofKind(events, "bytesRead")
            .filter(({ at, call }) => at !== undefined && call !== "pread64")
            .map(({ call, at }) => [call, at]);
        assert.deepEqual(read.slice(0, 3), [
            ["sendfile", 30],
            ["copy_file_range", 40],
            ["splice", 0],
        ]);
        const first = ofKind(events, "bytesWritten").find((event) => dataOf(event) === "0123456789");
        assert.equal(state(first?.seq ?? 0).objects.find(({ id }) => id === first?.object)?.size, 10);
        const end = state((ofKind(events, "processExited").at(-1)?.seq ?? 1) - 1).objects;
        assert.deepEqual(
            end.filter(({ kind }) => kind === "memfd").map(({ size }) => size),
            [5],
        );
        assert.deepEqual(
            end.filter(({ kind, size }) => kind === "file" && size !== undefined).map(({ size }) => size),
            [8192, 9060],
        );
    });

    it("counts no reader and no writer for an O_PATH descriptor", () => {
        const events = record(path.join(programs, "path_only"));
        const fifo = (seq: number) => state(seq).objects.find(({ kind }) => kind === "fifo");
        const opened = ofKind(events, "descriptorOpened").filter(({ object }) => object.startsWith("fifo"));
        assert.deepEqual(
            opened.map(({ seq }) => [fifo(seq)?.readers, fifo(seq)?.writers]),
            [
                [0, 0],
                [1, 1],
            ],
        );
        const copied = ofKind(events, "descriptorDuplicated").at(-1);
        assert.deepEqual([fifo(copied?.seq ?? 0)?.readers, fifo(copied?.seq ?? 0)?.bytes], [0, 0]);
    });

    it("knows that a child is gone when its status could not be stored", () => {
        const events = record(path.join(programs, "wait_fault"));
        assert.deepEqual(
            ofKind(events, "processReaped").map(({ child, exit }) => [child, exit]),
            [
                ["p2", { code: 3 }],
                ["p3", { code: 4 }],
            ],
        );
    });

    it("shows a process stopped from its stop signal to SIGCONT", () => {
        const events = record(path.join(programs, "stop_continue"));
        const [suspended] = ofKind(events, "processSuspended");
        const [continued] = ofKind(events, "processContinued");
        assert.deepEqual([suspended?.process, suspended?.signal, continued?.process], ["p2", "SIGSTOP", "p2"]);
        const stateOfChild = (event: Event | undefined) => state(event?.seq ?? 0).processes.find(({ id }) => id === "p2")?.state;
        assert.deepEqual([stateOfChild(suspended), stateOfChild(continued)], ["stopped", "running"]);
    });

    it("tells EINTR from a call that the kernel makes again", () => {
        const events = record(path.join(programs, "stop_continue"));
        const ofReads = events.filter(
            ({ process, call, kind }) => process === "p2" && call === "read" && !["callBlocked", "callResumed"].includes(kind),
        );
        const from = ofReads.findIndex(({ kind }) => kind === "callInterrupted");
        assert.deepEqual(
            ofReads.slice(from).map((event) => ("error" in event ? event.error : event.kind)),
            [
                "callInterrupted", // by SIGSTOP
                "callInterrupted",
                "EINTR", // by the handler without SA_RESTART
                "callInterrupted",
                "callMadeAgain", // after the handler, with SA_RESTART
                "bytesRead",
            ],
        );
        assert.ok(ofKind(events, "callReturned").every(({ result }) => result > -512));
    });

    it("does not wait for what the kernel will not tell of a process that is not dumpable", () => {
        const nobody = process.getuid?.() === 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
        // Where the checkout is, only root may be able to look.
        const copy = (file: string): string => {
            const to = path.join(directory, path.basename(file));
            cpSync(file, to, { recursive: true });
            return to;
        };
        const command = [path.join(copy(path.dirname(ipcscope)), "ipcscope"), "verify", "--", copy(path.join(programs, "undumpable"))];
        copy(process.execPath);
        const [first = "", ...rest] = [...nobody, ...command];
        chmodSync(directory, 0o777);
        const { status, stdout, stderr } = spawnSync(first, rest, {
            cwd: directory,
            encoding: "utf8",
            timeout: patience,
            env: { ...process.env, TMPDIR: directory, PATH: `${directory}:${process.env["PATH"]}` },
        });
        assert.deepEqual([status, stderr], [0, ""]);
        assert.match(stdout, /^child: 5\n(.*\n)*\d+ comparisons, 0 differences\n$/);
    });

    it("says that what goes through io_uring is not seen", function () {
        // io_uring_setup with one entry; the kernel may forbid it.
        const program = "import ctypes, sys; sys.exit(ctypes.CDLL(None).syscall(425, 1, ctypes.create_string_buffer(120)) < 0)";
        if (spawnSync("python3", ["-c", program]).status !== 0) this.skip();
        const notes = ofKind(record("python3", "-c", program), "traceNote").map(({ text }) => text);
        assert.match(notes.join("\n"), /^p1 uses io_uring: /);
    });

    it("names with control characters make no lines of their own", () => {
        const events = record("sh", "-c", `printf 'x' > "$(printf 'a\\nb\\033[31m')"; exit 3`, "sh", "two\nlines");
        const lines = output("events", "t", "--all").trimEnd().split("\n");
        assert.equal(lines.length, events.length);
        const text = lines.join("") + output("state", "t", "--at", String(events.length - 2)).replaceAll("\n", "");
        assert.doesNotMatch(text, /[\x00-\x1f\x7f]/);
        assert.match(text, /a\\nb\\x1b\[31m/);
    });
});
