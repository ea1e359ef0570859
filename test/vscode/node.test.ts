import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import type { EditorWindow } from "./editorWindow";
import { eventually, repeated } from "./eventually";
import { nodePrograms } from "./nodePrograms";
import { lineOf } from "./sampleLines";
import { step } from "./stops";
import { windowForTests } from "./windowForTests";

/** The parent sends its child a message, and the child answers. */
const two = `import { fork } from "node:child_process";
import { writeSync } from "node:fs";
import { fileURLToPath } from "node:url";
interface Answer { readonly text: string }
if (process.argv[2] === undefined) {
    const child = fork(fileURLToPath(import.meta.url), ["child"]);
    child.on("message", ({ text }: Answer) => {
        writeSync(1, "answer " + text + "\\n");
        child.disconnect();
    });
    writeSync(1, "the parent asks\\n");
    child.send({ text: "hello" } satisfies Answer);
} else {
    process.on("message", ({ text }: Answer) => {
        process.send?.({ text: text.toUpperCase() } satisfies Answer);
    });
}
`;

const worker = `import { isMainThread, parentPort, Worker } from "node:worker_threads";
if (isMainThread) {
    new Worker(new URL(import.meta.url)).on("message", (text) => console.log("worker: " + text));
} else {
    const text = "done";
    parentPort.postMessage(text);
}
`;

/** A Node child of a C program. */
const starter = `#include <stdlib.h>
int main(void)
{
    int status = system("node child.mjs");
    return status;
}
`;

const child = `const words = ["from", "a", "child"];
console.log(words.join(" "));
`;

const scripts = JSON.stringify({ private: true, scripts: { child: "node child.mjs" } });

const npm = { runtimeExecutable: "npm", runtimeArgs: ["run", "--silent", "child"] };
const configurations = [
    { name: "the script", ...npm, cwd: "${workspaceFolder}" },
    { name: "the starter", program: "${workspaceFolder}/starter.c", debugNode: true },
    { name: "the version", runtimeExecutable: "node", runtimeArgs: ["--version"] },
].map((each) => ({ type: "ipcscope", request: "launch", ...each }));

describe("Node programs in VS Code", function () {
    this.bail(true);
    let window: EditorWindow;
    const files = { "two.mts": two, "worker.mjs": worker, "starter.c": starter, "child.mjs": child, "package.json": scripts };
    windowForTests(files, (opened) => (window = opened));
    const { stopsAt, prints, nothingIsLeft, start } = nodePrograms(() => window);

    before(() => {
        // TypeScript for a Node that does not take types away.
        const modules = path.join(window.places.workspace, "node_modules");
        fs.mkdirSync(modules);
        fs.symlinkSync(path.resolve(__dirname, "../../node_modules/tsx"), path.join(modules, "tsx"));
    });

    const cardSays = async (program: string, what: RegExp): Promise<void> => {
        await eventually(
            async () => {
                const card = window.diagram.process(program).first();
                return `${await card.getAttribute("aria-label")}\n${await card.innerText()}`;
            },
            (text) => what.test(text),
            `the card of ${program} says ${what.source}`,
        );
    };

    async function launch(name: string): Promise<void> {
        const entry = window.page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first();
        await repeated(
            async (soon) => {
                await window.page.keyboard.press("Escape");
                await window.page.keyboard.press("F1");
                // The list of launches has no command's prefix.
                await window.page.locator(".quick-input-widget input").fill(`debug ${name}`, soon);
            },
            () => entry.isVisible(),
            "the launches are listed",
        );
        await entry.click();
    }

    it("stop at breakpoints in TypeScript, by F5 on the open file, and the diagram keeps step", async () => {
        const { editor, explorer, callStack, diagram } = window;
        await explorer.open("two.mts");
        await editor.waitForLanguage("TypeScript");
        await editor.toggleBreakpoint(11);
        await editor.toggleBreakpoint(15);
        await callStack.open();
        await start();
        await stopsAt(11, "the parent");
        await diagram.waitUntilOpen();
        await eventually(
            () => diagram.phase().innerText(),
            (text) => text.startsWith("stopped"),
            "the diagram shows the stop",
        );
        // A narrow card leaves some of it to those who hear it.
        await cardSays("node", /stopped at breakpoint[^]*two\.mts\s*:11\b/);
        for (const said of [diagram.process("node").first(), diagram.sentence()]) {
            assert.doesNotMatch(await said.innerText(), /pthread_cond_wait|epoll/);
        }
        await window.screenshot("node-parent-stops");
        await step(window);
        assert.equal(await editor.stoppedLine(), 12);
        await cardSays("node", /stopped after step[^]*two\.mts\s*:12\b/);
        await eventually(
            () => diagram.sentence().innerText(),
            (text) => /write\(1\) .*the parent asks/.test(text),
            "the sentence tells what the line did",
        );
    });

    it("and so do their children, while the others are frozen", async () => {
        const { callStack, toolbar } = window;
        await toolbar.press("Continue");
        await stopsAt(15, "the child");
        assert.equal(await callStack.standsStill("p1"), "frozen");
        await window.screenshot("node-child-stops");
    });

    it("are restarted with all that belongs to them, and end with it", async () => {
        const { toolbar } = window;
        await toolbar.press("Restart");
        await stopsAt(11, "the parent, started again,");
        await window.screenshot("node-restarted");
        await toolbar.press("Continue");
        await stopsAt(15, "the child");
        await toolbar.press("Continue");
        await nothingIsLeft("two.mts");
        await prints("answer HELLO");
        await window.screenshot("node-ended");
        await start();
        await stopsAt(11, "the parent");
        await toolbar.press("Stop");
        await nothingIsLeft("two.mts");
    });

    it("and their C children stop, each in its own debugger", async () => {
        const { callStack, editor, explorer, toolbar } = window;
        const [inParent, inChild] = [lineOf("ts/mixed.ts", "child.stdin.write"), lineOf("ts/mixed_child.c", "printf")];
        await explorer.open("ts", "mixed_child.c");
        await editor.waitForLanguage("C");
        await editor.toggleBreakpoint(inChild);
        await explorer.open("ts", "mixed.ts");
        await editor.waitForLanguage("TypeScript");
        await editor.toggleBreakpoint(inParent);
        await start();
        await stopsAt(inParent, "the TypeScript parent");
        await toolbar.press("Continue");
        await eventually(
            () => callStack.texts(),
            (rows) => rows.some((row) => row.includes("mixed_child.c") && row.includes(String(inChild))),
            "the C child stops",
        );
        await window.screenshot("node-c-child-stops");
        await callStack.frame("mixed_child.c").click();
        await toolbar.press("Continue");
        await nothingIsLeft("mixed");
        await prints("parent: the file says 12");
    });

    it("show their worker threads as threads", async () => {
        const { callStack, editor, explorer, toolbar } = window;
        await explorer.open("worker.mjs");
        await editor.waitForLanguage("JavaScript");
        await editor.toggleBreakpoint(6);
        await start();
        await stopsAt(6, "the worker");
        await eventually(
            () => callStack.texts(),
            (rows) => rows.some((row) => /worker #?1/i.test(row)),
            "the worker is a thread",
        );
        await window.screenshot("node-worker-stops");
        await toolbar.press("Continue");
        await nothingIsLeft("worker.mjs");
    });

    it("of npm's scripts and of C programs stop, too", async () => {
        const { places, editor, explorer, toolbar } = window;
        fs.mkdirSync(path.join(places.workspace, ".vscode"), { recursive: true });
        fs.writeFileSync(path.join(places.workspace, ".vscode/launch.json"), JSON.stringify({ configurations }));
        await explorer.open("child.mjs");
        await editor.waitForLanguage("JavaScript");
        await editor.toggleBreakpoint(2);
        for (const name of ["the script", "the starter"]) {
            await launch(name);
            await stopsAt(2, name);
            await window.screenshot(`node-${name.replace(" ", "-")}`);
            await toolbar.press("Continue");
            await nothingIsLeft("child.mjs");
            await prints("from a child");
        }
    });

    it("that never run a program leave no session behind", async () => {
        await launch("the version");
        await prints(process.version);
        await nothingIsLeft("--version");
    });
});
