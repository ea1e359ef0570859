import assert from "node:assert/strict";
import { missingClose } from "../../extension/findings/closeFix";

const file = "/home/me/leak.c";
const at = (line: number, name = "main"): { file: string; line: number; function: string } => ({ file, line, function: name });

describe("the close that is missing", () => {
    const text = [
        "int main(void)",
        "{",
        "    int ends[2];",
        "    pipe(ends);",
        "    fork();",
        "    while (read(ends[0], line, 9) > 0)",
        "        ;",
    ];

    it("stands before the wait, with the name that the program has for the pipe", () => {
        const mend = { end: "write", before: at(6), made: at(4) } as const;
        assert.deepEqual(missingClose(text, mend), { line: 5, text: "    close(ends[1]);\n" });
        assert.deepEqual(missingClose(text, { ...mend, end: "read" }), { line: 5, text: "    close(ends[0]);\n" });
    });

    it("is not known where the pipe was made by another function, or not by name", () => {
        assert.equal(missingClose(text, { end: "write", before: at(6), made: at(4, "make") }), null);
        assert.equal(missingClose(text.with(3, "    make_pipe(ends);"), { end: "write", before: at(6), made: at(4) }), null);
        assert.equal(missingClose(text.with(3, "    pipe(all[i].ends);"), { end: "write", before: at(6), made: at(4) }), null);
    });

    it("is not put between a condition and its statement", () => {
        assert.equal(missingClose(text.with(4, "    if (fork() > 0)"), { end: "write", before: at(6), made: at(4) }), null);
    });
});
