/** The command line by which a file for Node, or a command, is run. */
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { LaunchClient } from "../../extension/adapter/launchClient";
import { launchConfiguration } from "../../extension/adapter/launchConfiguration";
import { withoutOptions } from "../../extension/adapter/nodeProgram";
import { preparePrograms, type Programs } from "../../extension/adapter/programs";

const nobody = { tell: () => undefined } as unknown as LaunchClient;

describe("a launch of Node", () => {
    let folder: string;

    before(() => {
        folder = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        mkdirSync(path.join(folder, "with-tsx/node_modules/tsx"), { recursive: true });
        writeFileSync(path.join(folder, "with-tsx/node_modules/tsx/index.js"), "");
        const programs = ["a.js", "a.mjs", "a.cjs", "a.ts", "a.mts", "a.cts"];
        for (const name of [...programs, "with-tsx/a.ts", "with-tsx/a.mts"]) writeFileSync(path.join(folder, name), "");
    });
    after(() => rmSync(folder, { recursive: true }));

    /** A Node that can only say which version it is. */
    function node(version: string): string {
        const file = path.join(folder, version, "node");
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, `#!/bin/sh\necho ${version}\n`);
        chmodSync(file, 0o755);
        return file;
    }

    const commands = (attributes: object): Promise<Programs> =>
        preparePrograms(launchConfiguration({ __workspaceFolder: folder, ...attributes }), nobody, new AbortController().signal);

    /** What stands between Node and the file. */
    async function options(version: string, program: string): Promise<readonly string[]> {
        const file = path.join(folder, program);
        const [command] = await commands({ program: file, runtimeExecutable: node(version), args: ["a"] });
        assert.deepEqual([command?.[0], ...(command?.slice(-2) ?? [])], [node(version), file, "a"]);
        return command?.slice(1, -2) ?? [];
    }

    it("needs nothing more for JavaScript, and is that of the PATH", async () => {
        for (const name of ["a.js", "a.mjs", "a.cjs"]) {
            assert.deepEqual(await commands({ program: name, args: ["x"] }), [["node", path.join(folder, name), "x"]]);
        }
    });

    it("leaves TypeScript to a Node that takes types away", async () => {
        for (const version of ["v22.18.0", "v22.23.3", "v23.6.0", "v24.1.0"]) {
            for (const name of ["a.ts", "a.mts", "a.cts", "with-tsx/a.ts"]) assert.deepEqual(await options(version, name), [], version);
        }
    });

    it("takes the workspace's tsx with an older one", async () => {
        const loader = pathToFileURL(path.join(folder, "with-tsx/node_modules/tsx/index.js")).href;
        for (const version of ["v18.20.0", "v20.20.2", "v22.17.1", "v23.5.0"]) {
            assert.deepEqual(await options(version, "with-tsx/a.mts"), ["--import", loader], version);
        }
    });

    it("asks one that can to take types away, where there is no tsx", async () => {
        for (const version of ["v22.6.0", "v22.17.1", "v23.5.0"]) {
            assert.deepEqual(await options(version, "a.ts"), ["--experimental-strip-types"], version);
        }
    });

    it("says what is missing where nothing understands TypeScript, or there is no Node", async () => {
        await assert.rejects(options("v20.20.2", "a.ts"), /^UserError: Node 20\.20 does not run TypeScript, and .*a\.ts finds no tsx/);
        const nowhere = path.join(folder, "nowhere/node");
        await assert.rejects(commands({ program: "a.ts", runtimeExecutable: nowhere }), /is no Node that runs here: install Node/);
        await assert.rejects(commands({ program: "missing.js" }), /^UserError: There is no file .*missing\.js\.$/);
    });

    it("is called by what it runs, without the options of Node", () => {
        const loader = ["--require", "/x/preflight.cjs", "--import", "file:///x/loader.mjs"];
        assert.deepEqual(withoutOptions(["/bin/node", ...loader, "--inspect", "a.ts", "-x"]), ["/bin/node", "a.ts", "-x"]);
        assert.deepEqual(withoutOptions(["node", "a.js", "--import", "b"]), ["node", "a.js", "--import", "b"]);
        assert.deepEqual(withoutOptions(["node", "--version"]), ["node", "--version"]);
        assert.deepEqual(withoutOptions(["node"]), ["node"]);
    });

    it("runs another command with its own arguments, with a file or without", async () => {
        assert.deepEqual(await commands({ runtimeExecutable: "npm", runtimeArgs: ["run", "test"], args: ["--", "-x"] }), [
            ["npm", "run", "test", "--", "-x"],
        ]);
        assert.deepEqual(await commands({ runtimeExecutable: "npx", runtimeArgs: ["tsx"], program: "a.ts" }), [
            ["npx", "tsx", path.join(folder, "a.ts")],
        ]);
    });
});
