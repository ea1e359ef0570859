import assert from "node:assert/strict";
import { launchConfiguration } from "../../extension/adapter/launchConfiguration";

describe("paths of a launch configuration", () => {
    const paths = (attributes: object): { program: string | null | undefined; cwd: string } => {
        const { programs, cwd } = launchConfiguration({ __workspaceFolder: "/w", ...attributes });
        return { program: programs[0]?.program, cwd };
    };

    it("start at the folder that is open", () => {
        assert.deepEqual(paths({ program: "c/pipe.c" }), { program: "/w/c/pipe.c", cwd: "/w/c" });
        assert.deepEqual(paths({ program: "/o/pipe.c" }), { program: "/o/pipe.c", cwd: "/o" });
        assert.deepEqual(paths({ runtimeExecutable: "npm" }), { program: null, cwd: "/w" });
    });

    it("start at the working directory that is given", () => {
        assert.deepEqual(paths({ program: "pipe.c", cwd: "c" }), { program: "/w/c/pipe.c", cwd: "/w/c" });
        assert.deepEqual(paths({ program: "pipe.c", cwd: "/o" }), { program: "/o/pipe.c", cwd: "/o" });
    });

    it("start at the adapter's own where no folder is open", () => {
        const { programs, cwd } = launchConfiguration({ program: "c/pipe.c" });
        assert.deepEqual([programs[0]?.program, cwd], [`${process.cwd()}/c/pipe.c`, `${process.cwd()}/c`]);
    });

    it("of further programs start where those of the first do", () => {
        const { programs } = launchConfiguration({ program: "c/reader.c", also: [{ program: "c/writer.c" }], __workspaceFolder: "/w" });
        assert.deepEqual(
            programs.map(({ program }) => program),
            ["/w/c/reader.c", "/w/c/writer.c"],
        );
    });
});
