import assert from "node:assert/strict";
import path from "node:path";
import { readImports, sourceFiles, type Import } from "../../scripts/import-rules/readImports";
import { violations } from "../../scripts/import-rules/violations";

const root = path.resolve(__dirname, "../..");

const file = (from: string, to: string): Import => ({ from, to, kind: "file" });
const pack = (from: string, to: string): Import => ({ from, to, kind: "package" });

describe("import rules", () => {
    it("hold in the whole tree", () => {
        const files = sourceFiles(root);
        assert.ok(files.length > 10, "the source files were found");
        const imports = readImports(root, files);
        assert.ok(imports.length > 10, "their imports were found");
        assert.deepEqual(violations(files, imports), []);
    });

    const bad: [string, Import][] = [
        ["the model knowing the trace", file("tracer/model/pipe.ts", "tracer/trace/record.ts")],
        ["the model knowing Node", pack("tracer/model/pipe.ts", "node:fs")],
        ["the tracer knowing the editor", pack("tracer/cli/main.ts", "vscode")],
        ["the tracer knowing the debug protocol", pack("tracer/recorder/record.ts", "@vscode/debugprotocol")],
        ["the tracer knowing the webview", file("tracer/cli/main.ts", "webview/protocol/messages.ts")],
        ["the webview knowing the extension", file("webview/main.ts", "extension/diagramPanel.ts")],
        ["the webview knowing the trace", file("webview/worker.ts", "tracer/trace/record.ts")],
        ["the extension knowing more of the webview than its protocol", file("extension/diagramPanel.ts", "webview/scene/scene.ts")],
        ["the adapter knowing the editor", pack("extension/adapter/main.ts", "vscode")],
        ["the adapter knowing the extension", file("extension/adapter/main.ts", "extension/extension.ts")],
        ["the product knowing its tests", file("extension/extension.ts", "test/unit/importRules.test.ts")],
    ];
    for (const [what, edge] of bad) {
        it(`refuse ${what}`, () => assert.equal(violations([], [edge]).length, 1));
    }

    it("refuse a cycle, and name it", () => {
        const round = [
            file("tracer/model/a.ts", "tracer/model/b.ts"),
            file("tracer/model/b.ts", "tracer/model/c.ts"),
            file("tracer/model/c.ts", "tracer/model/a.ts"),
        ];
        assert.deepEqual(violations([], round), ["cycle: tracer/model/a.ts → tracer/model/b.ts → tracer/model/c.ts → tracer/model/a.ts"]);
    });

    for (const name of ["tracer/model/index.ts", "tracer/model/utils.ts", "webview/helpers.ts", "elsewhere/file.ts"]) {
        it(`refuse a file ${name}`, () => assert.equal(violations([name], []).length, 1));
    }
});
