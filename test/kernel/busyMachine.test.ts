/** The judge asks for what all programs of the machine have, while others change it. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { patience, until } from "../patience";
import { buildPrograms } from "./buildPrograms";
import { ipcscope } from "./commandLine";

const programs = path.resolve(__dirname, "../programs/build");

describe("a busy machine", () => {
    before(buildPrograms);

    it("does not mislead the judge of locks", async () => {
        const churn = spawn(path.join(programs, "lock_churn"), { stdio: ["pipe", "ignore", "ignore"] });
        try {
            // What is longer than a page comes in parts.
            await until(
                () => readFileSync("/proc/locks").length > 8192,
                () => "many locks",
            );
            for (let run = 0; run < 3; run++) {
                const { stdout } = spawnSync(ipcscope, ["verify", "--", path.join(programs, "lock")], {
                    encoding: "utf8",
                    timeout: patience,
                });
                assert.match(stdout, /\d+ comparisons, 0 differences\n$/);
            }
        } finally {
            churn.stdin.end();
        }
    });
});
