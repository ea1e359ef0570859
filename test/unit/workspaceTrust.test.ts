import assert from "node:assert/strict";
import { contributes } from "../../package.json";

/** They run programs of the workspace, or tools on the programs that a trace names. */
const needTrust = ["openSample", "recordTerminalCommand", "replayTrace", "exportTrace", "compareTraces"];

describe("in a folder that is not trusted", () => {
    for (const name of needTrust) {
        it(`ipcscope.${name} cannot be chosen`, () => {
            const command = contributes.commands.find((each) => each.command === `ipcscope.${name}`);
            assert.ok(command !== undefined && "enablement" in command);
            assert.match(command.enablement, /^isWorkspaceTrusted( && \(.*\))?$/);
        });
    }
});
