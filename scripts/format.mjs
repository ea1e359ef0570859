// Formats the TypeScript, JavaScript and JSON with Prettier and the C with clang-format. --check: only says what differs, and fails.
// Both come as npm packages of a fixed version, so that every machine agrees.
import { spawnSync } from "node:child_process";
import { chmodSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const modules = path.join(root, "node_modules");
const check = process.argv.includes("--check");

function clangFormat() {
    const folder = path.dirname(createRequire(import.meta.url).resolve("clang-format-node/package.json"));
    const program = path.join(folder, "bin", `cfn-${process.platform}-${process.arch}`, "clang-format");
    // The package's install script would do this; set-up runs none.
    chmodSync(program, 0o755);
    return program;
}

function sourcesInC() {
    return ["tracer/engine", "samples", "test/programs"].flatMap((folder) =>
        readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
            .filter((name) => /\.[ch]$/.test(name))
            .map((name) => path.join(folder, name)),
    );
}

function run(program, options) {
    const { status } = spawnSync(program, options, { cwd: root, stdio: ["ignore", check ? "inherit" : "ignore", "inherit"] });
    if (status !== 0) process.exitCode = 1;
}

run(path.join(modules, ".bin/prettier"), [
    check ? "--check" : "--write",
    "--cache",
    "--cache-strategy",
    "content",
    "--log-level",
    "warn",
    ".",
]);
run(clangFormat(), [...(check ? ["--dry-run", "--Werror"] : ["-i"]), ...sourcesInC()]);
