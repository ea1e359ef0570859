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

describe("Node programs that end by themselves in VS Code", function () {
    this.bail(true);
    let window: EditorWindow;
    windowForTests({ "wrong.mjs": wrong, "alone.mjs": alone, "other.mjs": other }, (opened) => (window = opened));
    const { prints, nothingIsLeft, start } = nodePrograms(() => window);

    async function open(file: string): Promise<void> {
        await window.explorer.open(file);
        await window.editor.waitForLanguage("JavaScript");
    }

    it("with a syntax error: Node says where it is, and nothing is left", async () => {
        await open("wrong.mjs");
        await start();
        await nothingIsLeft("wrong.mjs");
        await prints("SyntaxError");
        await window.screenshot("node-syntax-error");
    });

    it("without a stop where the breakpoint is in a file that is never loaded", async () => {
        await open("other.mjs");
        await window.editor.toggleBreakpoint(2);
        await open("alone.mjs");
        await start();
        await nothingIsLeft("alone.mjs");
        await prints("nobody loads the other");
    });
});
