import type { EditorWindow } from "./editorWindow";
import { nodePrograms } from "./nodePrograms";
import { windowForTests } from "./windowForTests";

const wrong = `console.log("never said";
`;

const alone = `console.log("nobody " + "loads the other");
`;

const other = `export const never = "loaded";
console.log(never);
`;

const endless = `let rounds = 0;
setInterval(() => {
    rounds++;
}, 50);
`;

describe("Node programs that end in VS Code", function () {
    this.bail(true);
    let window: EditorWindow;
    windowForTests({ "wrong.mjs": wrong, "alone.mjs": alone, "other.mjs": other, "endless.mjs": endless }, (opened) => (window = opened));
    const { stopsAt, prints, nothingIsLeft, start } = nodePrograms(() => window);

    async function open(file: string): Promise<void> {
        await window.explorer.open(file);
        await window.editor.waitForLanguage("JavaScript");
    }

    it("by themselves with a syntax error: Node says where it is, and nothing is left", async () => {
        await open("wrong.mjs");
        await start();
        await nothingIsLeft("wrong.mjs");
        await prints("SyntaxError");
        await window.screenshot("node-syntax-error");
    });

    it("by themselves, without a stop, where the breakpoint is in a file that is never loaded", async () => {
        await open("other.mjs");
        await window.editor.toggleBreakpoint(2);
        await open("alone.mjs");
        await start();
        await nothingIsLeft("alone.mjs");
        await prints("nobody loads the other");
    });

    it("by Disconnect as by Stop, since their tracer goes", async () => {
        await open("endless.mjs");
        await window.editor.toggleBreakpoint(3);
        await start();
        await stopsAt(3, "the program");
        await window.commands.run("Debug: Disconnect");
        await nothingIsLeft("endless.mjs");
    });
});
