import { spawnSync } from "node:child_process";
import path from "node:path";

/** Builds the samples and the test programs, unless they are built. Tests read their names while they are being defined, so this does not wait for a hook. */
export function buildPrograms(): void {
    for (const folder of ["samples/c", "test/programs"]) {
        const { status, stderr } = spawnSync("make", ["-s", "-C", path.resolve(__dirname, "../..", folder)], { encoding: "utf8" });
        if (status !== 0) throw new Error(`make -C ${folder}: ${stderr}`);
    }
}
