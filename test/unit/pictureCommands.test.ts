import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pictureCommands } from "../../webview/protocol/pictureCommand";

interface MenuEntry {
    readonly command: string;
    readonly when: string;
}

interface Manifest {
    readonly contributes: {
        readonly commands: readonly { readonly command: string; readonly title: string }[];
        readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
    };
}

const { commands, menus } = (JSON.parse(readFileSync("package.json", "utf8")) as Manifest).contributes;
const all = pictureCommands.map((command) => `ipcscope.${command}`);

describe("what the diagram's keys do", () => {
    it("is in the command palette, each with a title of its own", () => {
        const titles = all.map((id) => commands.find(({ command }) => command === id)?.title);
        assert.equal(titles.includes(undefined), false, titles.join(", "));
        assert.equal(new Set(titles).size, all.length);
    });

    for (const [menu, when] of [
        ["editor/title", "activeWebviewPanelId == 'ipcscope.diagram'"],
        ["webview/context", "webviewId == 'ipcscope.diagram'"],
    ] as const) {
        it(`is in the menu ${menu} of the diagram, and of nothing else`, () => {
            const entries = (menus[menu] ?? []).filter(({ command }) => all.includes(command));
            assert.deepEqual(entries.map(({ command }) => command).sort(), [...all].sort());
            assert.deepEqual([...new Set(entries.map((entry) => entry.when))], [when]);
        });
    }
});
