import assert from "node:assert/strict";
import { EditorWindow } from "./editorWindow";
import { eventually } from "./eventually";

/** Both tell of the signal that they get; the parent outlives its child. */
const program = `#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
static const char *name;
static void tell(int signal)
{
    (void) signal;
    write(1, name, strlen(name));
}
int main(void)
{
    signal(SIGUSR1, tell);
    name = "the parent got it\\n";
    if (fork() == 0)
        name = "the child got it\\n";
    for (;;)
        pause();
}
`;

describe("sending a signal in VS Code", function () {
    this.bail(true);
    let window: EditorWindow;

    before(async () => {
        window = await EditorWindow.open({ "family.c": program });
    });
    after(async () => assert.deepEqual((await window.close()).left, [], "nothing is left running"));
    afterEach(async function () {
        if (this.currentTest?.state === "failed") await window.screenshot(`failed-${this.currentTest.title.replace(/\W+/g, "-")}`);
    });

    it("by the Call Stack's context menu and a list, to the process of the row", async () => {
        await window.explorer.open("family.c");
        await window.editor.waitForLanguage("C");
        await window.callStack.open();
        await window.toolbar.start();
        for (const process of ["p2", "p1"]) await window.callStack.select(process);
        await window.callStack.choose("p2", "Send Signal…");
        await window.commands.choose("SIGUSR1");
        await window.panel.showTerminal();
        await eventually(
            () => window.panel.terminalText(),
            (text) => text.includes("the child got it"),
            "the child has got it",
        );
        assert.doesNotMatch(await window.panel.terminalText(), /the parent got it/);
        await window.screenshot("signal-sent");
    });

    it("stops its receiver where the handler starts, when a filter in the Breakpoints view asks for that signal", async () => {
        const filter = "Signal handler starts";
        await window.breakpoints.tick(filter);
        await window.breakpoints.setCondition(filter, "SIGUSR1");
        await window.callStack.choose("p2", "Send Signal…");
        await window.commands.choose("SIGUSR1");
        await window.callStack.waitUntilPaused("p2", "The handler of SIGUSR1 starts");
        await window.callStack.frame("tell").waitFor();
        await window.screenshot("signal-filter");
        await window.breakpoints.tick(filter, false);
        await window.callStack.select("p2");
        await window.toolbar.press("Continue");
        await eventually(
            () => window.callStack.badge("p2"),
            (badge) => badge === "Running",
            "p2 goes on",
        );
    });

    it("ends them by another signal, as by kill(1)", async () => {
        await window.callStack.choose("p2", "Send Signal…");
        await window.commands.choose("SIGTERM");
        await window.callStack.session("p2").waitFor({ state: "detached" });
        assert.equal(await window.callStack.badge("p1"), "Running");
        await window.toolbar.press("Stop");
        await window.toolbar.waitForEnd();
    });
});
