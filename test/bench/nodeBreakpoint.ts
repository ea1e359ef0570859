/**
 * From the choice of a launch to the first breakpoint of a Node program, in a real VS Code: ours beside VS Code's own. The goal: at most 1.5 times
 * as long. `npx tsx test/bench/nodeBreakpoint.ts [ROUNDS]`
 */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { EditorWindow } from "../vscode/editorWindow";
import { eventually, repeated } from "../vscode/eventually";
import { median } from "../vscode/latencyLog";

const rounds = Number(process.argv[2] ?? 5);
const line = 2;
const program = `const words = ["one", "two"];\nconst joined = words.join(" ");\nconsole.log(joined);\n`;
// No part of the names of other launches, which the list has, too.
const launches = ["own of VS Code", "recorded"] as const;
const common = { request: "launch", program: "${workspaceFolder}/start.js", console: "integratedTerminal" };
const configurations = [
    { ...common, name: launches[0], type: "node" },
    { ...common, name: launches[1], type: "ipcscope" },
];

/** Milliseconds. */
async function timeToBreakpoint(window: EditorWindow, launch: string): Promise<number> {
    const entry = window.page.locator(".quick-input-list .monaco-list-row", { hasText: launch }).first();
    await repeated(
        async (soon) => {
            await window.page.keyboard.press("Escape");
            await window.page.keyboard.press("F1");
            // The list of launches has no command's prefix.
            await window.page.locator(".quick-input-widget input").fill(`debug ${launch}`, soon);
        },
        () => entry.isVisible(),
        "the launches are listed",
    );
    const before = performance.now();
    await entry.click();
    await window.page.locator(".monaco-editor .debug-top-stack-frame-line").first().waitFor();
    const time = performance.now() - before;
    await eventually(
        () => window.editor.stoppedLine(),
        (stopped) => stopped === line,
        "the program stops at the breakpoint",
    );
    await window.toolbar.press("Continue");
    await window.toolbar.waitForEnd();
    return time;
}

async function main(): Promise<void> {
    const window = await EditorWindow.open({ "start.js": program });
    try {
        const folder = path.join(window.places.workspace, ".vscode");
        mkdirSync(folder, { recursive: true });
        writeFileSync(path.join(folder, "launch.json"), JSON.stringify({ version: "0.2.0", configurations }));
        await window.explorer.open("start.js");
        await window.editor.waitForLanguage("JavaScript");
        await window.editor.toggleBreakpoint(line);
        const times = new Map<string, number[]>(launches.map((launch) => [launch, []]));
        // The first of each loads what the others find loaded.
        for (let round = 0; round <= rounds; round++) {
            for (const launch of launches) {
                const time = await timeToBreakpoint(window, launch);
                console.log(`${launch.padEnd(16)}${time.toFixed(0).padStart(8)} ms${round === 0 ? ", the first" : ""}`);
                if (round > 0) times.get(launch)?.push(time);
            }
        }
        const [own, ours] = launches.map((launch) => median(times.get(launch) ?? []));
        console.log(`ratio of the medians: ${((ours ?? NaN) / (own ?? NaN)).toFixed(2)}`);
    } catch (error) {
        await window.screenshot("node-breakpoint");
        throw error;
    } finally {
        await window.close();
    }
}

void main();
