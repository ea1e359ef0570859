import assert from "node:assert/strict";
import { fileNameOf } from "../../extension/recordings/fileNameOf";

describe("the name of a recorded command's trace", () => {
    const moment = new Date("2026-03-01T10:20:30.123Z");
    for (const [command, word] of [
        ["ls | wc -l", "ls"],
        ["  ./build/server 8080", "server"],
        ["(a; b)", "_a_"],
        ["x/", "command"],
    ] as const) {
        it(`of '${command}' begins with ${word}`, () => {
            assert.equal(fileNameOf(command, moment), `${word}-2026-03-01T10-20-30-123Z.ipctrace`);
        });
    }
});
