import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { mock } from "node:test";
import { LineOutput } from "../../tracer/cli/lineOutput";
import { complain, note, warn } from "../../tracer/cli/messages";

const folder = path.resolve(__dirname, "../../tracer/cli");
/** The entry hears of a reader that has gone, and shows the stack of a fault to who asks for it. */
const mayWrite = ["lineOutput.ts", "main.ts", "messages.ts"];
const hostile = "\x1b[2J\nipcscope: forged\u202e\u2066\x9b";

/** What was written meanwhile. */
function written(stream: "stdout" | "stderr", write: () => void): string {
    const pieces: string[] = [];
    const mocked = mock.method(process[stream], "write", (text: string) => pieces.push(text) > 0);
    try {
        write();
    } finally {
        mocked.mock.restore();
    }
    return pieces.join("");
}

describe("text from a trace, on the terminal,", () => {
    it("is escaped in messages", () => {
        for (const say of [complain, warn, note]) {
            const text = written("stderr", () => say(hostile));
            assert.match(text, /\\x1b\[2J\\nipcscope: forged\\u202e\\u2066\\x9b\n$/);
            assert.equal(text.split("\n").length, 2);
        }
    });

    it("is escaped in lines, and in JSON as JSON escapes", () => {
        const output = new LineOutput();
        const text = written("stdout", () => {
            output.line(hostile);
            output.json({ name: hostile });
            output.flush();
        });
        const [line, json = "", rest] = text.split("\n");
        assert.equal(line, "\\x1b[2J\\nipcscope: forged\\u202e\\u2066\\x9b");
        assert.match(json, /^[\x20-\x7e]*$/);
        assert.deepEqual(JSON.parse(json), { name: hostile });
        assert.equal(rest, "");
    });

    it("has no other way out", () => {
        const writers = readdirSync(folder).filter((file) =>
            /process\.(stdout|stderr)|console\./.test(file.endsWith(".ts") ? readFileSync(path.join(folder, file), "utf8") : ""),
        );
        assert.deepEqual(writers.sort(), mayWrite);
    });
});
