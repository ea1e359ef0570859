/** From a character of a script to a line: of its file, or of the file that it was made from. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { SymbolLookup } from "../../tracer/symbols/symbolLookup";
import { unknownOffset, type ScriptRecord, type StackFrame } from "../../tracer/trace/record";

const text = "const a = 1;\r\nfirst();\nsecond();\n";

describe("lines of scripts", () => {
    let directory: string;
    let notes: string[];

    beforeEach(() => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        notes = [];
    });
    afterEach(() => rmSync(directory, { recursive: true }));

    function file(name: string, content: string): string {
        const made = path.join(directory, name);
        mkdirSync(path.dirname(made), { recursive: true });
        writeFileSync(made, content);
        return made;
    }

    function script(id: number, name: string, source: string): ScriptRecord {
        return { type: "script", id, name, source };
    }

    async function place(scripts: readonly ScriptRecord[], ...frames: readonly StackFrame[]): Promise<string | undefined> {
        const lookup = new SymbolLookup((note) => notes.push(note));
        await lookup.prepare([...scripts, { type: "stack", id: 1, frames, cut: false }]);
        const found = lookup.locate(1);
        return found === undefined ? undefined : `${path.relative(directory, found.file)}:${found.line}`;
    }

    const at = (source: string, word: string, module = 1): StackFrame => ({ module, offset: BigInt(source.indexOf(word)) });

    it("are counted in its file, by path and by URL", async () => {
        const name = file("a b.js", `\ufeff${text}`);
        assert.equal(await place([script(1, name, text)], at(text, "second")), "a b.js:3");
        assert.equal(await place([script(1, pathToFileURL(name).href, text)], at(text, "first")), "a b.js:2");
        assert.deepEqual(notes, []);
    });

    it("are those of the innermost function of the program", async () => {
        const scripts = [
            script(1, file("a.js", text), text),
            script(2, file("node_modules/b/b.js", text), text),
            script(3, file("c.js", text), text),
        ];
        assert.equal(await place(scripts, at(text, "first", 2), at(text, "second", 3), at(text, "const")), "c.js:3");
        assert.equal(await place(scripts, { module: 2, offset: unknownOffset }, at(text, "second", 3)), "c.js:3");
    });

    it("are none behind a place that is not known", async () => {
        const scripts = [script(1, file("a.js", text), text), script(2, file("b.js", text), text), script(3, "/not/here.js", text)];
        assert.equal(await place(scripts, { module: 2, offset: unknownOffset }, at(text, "first")), undefined);
        assert.equal(await place(scripts, { module: 0, offset: unknownOffset }, at(text, "first")), undefined);
        assert.equal(await place(scripts, at(text, "first", 3), at(text, "first")), undefined);
        assert.equal(await place(scripts, { module: 0, offset: 4096n }, at(text, "first")), "a.js:2");
    });

    it("are none in a file that is not what was run", async () => {
        const name = file("a.js", `// one line more\n${text}`);
        assert.equal(await place([script(1, name, text)], at(text, "first")), undefined);
        assert.deepEqual(notes, [`'${name}' is not what was run, so its lines are unknown.`]);
    });

    it("are counted where only types were taken away", async () => {
        const typed = "let a: number\nlet b: string;\n(a satisfies number);\n";
        const without = "let a        ;\nlet b        ;\n(a                 );\n".replace("a        ;", "a       ;");
        assert.equal(await place([script(1, file("a.ts", typed), without)], at(without, "(a")), "a.ts:3");
        assert.equal(await place([script(1, file("b.js", typed), without)], at(without, "(a")), undefined);
        const named = file("d.ts", typed);
        const withUrl = (url: string): string => `${without}\n\n//# sourceURL=${url}`;
        for (const name of [named, pathToFileURL(named).href]) {
            assert.equal(await place([script(1, name, withUrl(name))], at(without, "(a")), "d.ts:3");
        }
        assert.equal(await place([script(1, named, withUrl("/another.ts"))], at(without, "(a")), undefined);
        const other = without.replace("(a", "(b");
        assert.equal(await place([script(1, file("c.ts", typed), other)], at(other, "(b")), undefined);
    });

    /** Generated line 2 comes from line 3 of the original. */
    const map = { version: 3, file: "a.js", sources: ["../src/a.ts"], sourcesContent: [], names: [], mappings: ";AAEA", sourceRoot: "" };

    for (const [how, url] of [
        ["within the script", `data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString("base64")}`],
        ["within the script as text", `data:application/json,${encodeURIComponent(JSON.stringify(map))}`],
        ["in a file beside it", "a.js.map"],
    ] as const) {
        it(`are those of the original, by a map ${how}`, async () => {
            file("src/a.ts", "\n\nfirst();\n");
            file("out/a.js.map", JSON.stringify(map));
            const source = `"use strict";\nfirst();\nsecond();\n//# sourceMappingURL=${url}\n`;
            const made = [script(1, file("out/a.js", source), source)];
            assert.equal(await place(made, at(source, "first")), "src/a.ts:3");
            // The map tells nothing of these lines.
            assert.equal(await place(made, at(source, "second")), undefined);
            assert.equal(await place(made, at(source, "use")), undefined);
        });
    }

    it("are none where the map cannot be read", async () => {
        const source = `${text}//# sourceMappingURL=nowhere.map\n`;
        assert.equal(await place([script(1, file("a.js", source), source)], at(source, "first")), undefined);
    });
});
