import assert from "node:assert/strict";
import { build } from "esbuild";
import path from "node:path";
import { runInNewContext } from "node:vm";
import type { TraceDocument } from "../../extension/review/traceDocument";
import type { Bookmark } from "../../webview/protocol/reviewMessages";
import { present } from "../present";

const root = path.resolve(__dirname, "../..");

interface FakeUri {
    readonly path: string;
    with(change: { readonly path: string }): FakeUri;
    toString(): string;
}

function uri(name: string): FakeUri {
    return { path: name, with: (change) => uri(change.path), toString: () => name };
}

class FileSystemError extends Error {
    readonly code = "FileNotFound";
}

/** As much of VS Code as a document touches; `files`: what there is, by path. */
function fakeVscode(files: Map<string, Uint8Array>): object {
    const read = (file: FakeUri): Uint8Array => {
        const bytes = files.get(file.path);
        if (bytes === undefined) throw new FileSystemError(file.path);
        return bytes;
    };
    return {
        EventEmitter: class {
            private readonly listeners: ((value: unknown) => void)[] = [];
            readonly event = (listener: (value: unknown) => void): number => this.listeners.push(listener);
            fire(value: unknown): void {
                for (const listener of this.listeners) listener(value);
            }
        },
        FileSystemError,
        Uri: { parse: uri },
        workspace: {
            fs: {
                readFile: (file: FakeUri) => Promise.resolve().then(() => read(file)),
                writeFile: (file: FakeUri, bytes: Uint8Array) => Promise.resolve(files.set(file.path, bytes)),
                delete: (file: FakeUri) =>
                    Promise.resolve().then(() => {
                        read(file);
                        files.delete(file.path);
                    }),
                copy: (from: FakeUri, to: FakeUri) => Promise.resolve().then(() => files.set(to.path, read(from))),
                rename: (from: FakeUri, to: FakeUri) =>
                    Promise.resolve().then(() => {
                        files.set(to.path, read(from));
                        files.delete(from.path);
                    }),
            },
        },
    };
}

/** What VS Code does with an editor's changes, done with the document of a trace. */
describe("the document of a trace", () => {
    const trace = "/a.ipctrace";
    const notes = "/a.ipctrace.notes.json";
    const one: Bookmark = { event: 3, text: "the pipe is made" };
    const other: Bookmark = { event: 7, text: "" };
    let script = "";
    let files: Map<string, Uint8Array>;
    let open: (backup?: string) => Promise<TraceDocument>;

    before(async () => {
        const made = await build({
            entryPoints: [path.join(root, "extension/review/traceDocument.ts")],
            bundle: true,
            write: false,
            format: "cjs",
            external: ["vscode"],
        });
        script = present(made.outputFiles.at(0)).text;
    });
    beforeEach(() => {
        files = new Map([[trace, Uint8Array.of(1, 2, 3)]]);
        const module = { exports: {} as { readonly TraceDocument?: typeof TraceDocument } };
        const vscode = fakeVscode(files);
        runInNewContext(script, { module, exports: module.exports, require: () => vscode, TextDecoder, TextEncoder, Error, Promise });
        const { TraceDocument: made } = module.exports;
        open = (backup) => present(made).open(uri(trace) as never, backup);
    });

    const saved = (): unknown => {
        const bytes = files.get(notes);
        return bytes === undefined ? null : (JSON.parse(new TextDecoder().decode(bytes)) as { readonly bookmarks: unknown }).bookmarks;
    };
    const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
    const write = (text: string): unknown => files.set(notes, new TextEncoder().encode(text));
    const third: Bookmark = { event: 9, text: "the pipe is full" };

    it("saves its bookmarks beside the trace, and no file where there are none", async () => {
        const document = await open();
        assert.deepEqual(plain(document.bookmarks), []);
        document.set([one, other]);
        assert.equal(saved(), null);
        await document.save();
        assert.deepEqual(saved(), [one, other]);
        assert.deepEqual(plain((await open()).bookmarks), [one, other]);
        document.set([]);
        await document.save();
        assert.equal(saved(), null);
        await document.save();
    });

    it("is as it was saved when it is reverted, and tells its pages", async () => {
        const document = await open();
        document.set([one]);
        await document.save();
        const told: unknown[] = [];
        document.onDidChange((bookmarks) => told.push(plain(bookmarks)));
        document.set([one, other]);
        await document.revert();
        assert.deepEqual(plain(document.bookmarks), [one]);
        assert.deepEqual(told, [[one, other], [one]]);
    });

    it("has what was not saved when the window is opened again, and the file as it was", async () => {
        const document = await open();
        document.set([one]);
        await document.save();
        for (const unsaved of [[one, other], []]) {
            document.set(unsaved);
            const backup = await document.backup(uri("/backups/1") as never);
            const again = await open(backup.id);
            assert.deepEqual([plain(again.bookmarks), again.lost], [unsaved, null]);
            assert.deepEqual(saved(), [one]);
            backup.delete();
            await Promise.resolve();
            await Promise.resolve();
            assert.equal(files.has("/backups/1"), false);
        }
    });

    it("keeps what another window has saved meanwhile, and what was taken away in both", async () => {
        const [here, there] = [await open(), await open()];
        here.set([one, other]);
        await here.save();
        await there.notesChanged();
        assert.deepEqual(plain(there.bookmarks), [one, other], "nothing was changed there: it is as it was saved");
        here.set([one]);
        there.set([one, other, third]);
        await here.save();
        await there.notesChanged();
        assert.deepEqual(plain(there.bookmarks), [one, other, third], "what was not saved stays");
        await there.save();
        assert.deepEqual(saved(), [one, third]);
        assert.deepEqual(plain(there.bookmarks), [one, third]);
        await there.save();
        assert.deepEqual(saved(), [one, third]);
    });

    it("has after a reload what was not saved, and what another window has saved since", async () => {
        const document = await open();
        document.set([one]);
        const { id } = await document.backup(uri("/backups/1") as never);
        write(JSON.stringify({ bookmarks: [third] }));
        const again = await open(id);
        assert.deepEqual(plain(again.bookmarks), [one]);
        await again.save();
        assert.deepEqual(saved(), [one, third]);
    });

    for (const [how, damaged] of [
        ["no JSON", "{"],
        ["nothing", ""],
        ["another thing", JSON.stringify({ bookmarks: [one] })],
        ["gone", null],
    ] as const) {
        it(`opens where what was not saved is damaged (${how}), as it was saved, and says so`, async () => {
            const document = await open();
            document.set([one]);
            await document.save();
            document.set([one, other]);
            const { id } = await document.backup(uri("/backups/1") as never);
            if (damaged === null) files.delete("/backups/1");
            else files.set("/backups/1", new TextEncoder().encode(damaged));
            const again = await open(id);
            assert.deepEqual(plain(again.bookmarks), [one]);
            assert.ok(again.lost !== null && again.damage === null);
            again.set([third]);
            await again.save();
            assert.deepEqual(saved(), [third]);
        });
    }

    it("is undone and done again without what else has come", async () => {
        const document = await open();
        document.set([one]);
        await document.save();
        write(JSON.stringify({ bookmarks: [one, third] }));
        await document.notesChanged();
        document.change([one], []);
        assert.deepEqual(plain(document.bookmarks), [third]);
        document.change([], [one]);
        assert.deepEqual(plain(document.bookmarks), [one, third]);
    });

    for (const [what, text] of [
        ["no JSON", '{ "bookmarks": ['],
        ["nothing", "null"],
        ["no list", '{ "bookmarks": 3 }'],
        ["an event without a number", '{ "bookmarks": [{ "event": "first", "text": "" }] }'],
        ["an event before the first", '{ "bookmarks": [{ "event": 0, "text": "" }] }'],
    ] as const) {
        it(`opens where its bookmarks are damaged (${what}), says so, and loses nothing when it is saved`, async () => {
            write(text);
            const document = await open();
            assert.deepEqual(plain(document.bookmarks), []);
            assert.notEqual(document.damage, null);
            document.set([one]);
            await document.save();
            assert.deepEqual(saved(), [one]);
            assert.equal(new TextDecoder().decode(files.get(`${notes}.damaged`)), text);
            assert.equal(document.damage, null);
        });
    }

    it("takes the trace along when it is saved under another name", async () => {
        const document = await open();
        document.set([one]);
        await document.saveAs(uri("/b.ipctrace") as never);
        assert.deepEqual(files.get("/b.ipctrace"), files.get(trace));
        assert.ok(files.has("/b.ipctrace.notes.json"));
        assert.equal(saved(), null);
    });
});
