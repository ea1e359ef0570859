import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { version } from "../../package.json";
import { packageCommandLine } from "../../scripts/packaging/commandLine";
import { present } from "../present";

/** The packages of the command line, unpacked into places that know nothing of the checkout. */
describe("the command line's packages", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "ipcscope-packages-"));
    const prefixes = {
        "the Debian package": path.join(folder, "debian/usr"),
        "the tarball": path.join(folder, `ipcscope-${version}-linux-x64`),
    };
    let debian: string;

    before(() => {
        const made = packageCommandLine();
        debian = present(made[0]);
        const tarball = present(made[1]);
        execFileSync("dpkg-deb", ["-x", debian, path.join(folder, "debian")]);
        execFileSync("tar", ["-xzf", tarball, "-C", folder]);
    });
    after(() => fs.rmSync(folder, { recursive: true }));

    /** As a user runs it: from a folder of his own, with nothing but the system's programs and node in the PATH. */
    function ipcscope(prefix: string, ...commandLine: string[]): { status: number | null; stdout: string; stderr: string } {
        const node = path.dirname(process.execPath);
        const places = { PATH: `${node}:/usr/bin:/bin`, HOME: folder };
        return spawnSync(path.join(prefix, "bin/ipcscope"), commandLine, { cwd: folder, env: places, encoding: "utf8" });
    }

    for (const [name, prefix] of Object.entries(prefixes)) {
        it(`records, tells and draws from ${name}`, () => {
            assert.deepEqual(facts(ipcscope(prefix, "record", "-o", "true.ipctrace", "--", "true")), [0, "", ""]);
            assert.equal(ipcscope(prefix, "record", "-o", "exit.ipctrace", "--", "sh", "-c", "exit 7").status, 7);

            const events = ipcscope(prefix, "events", "true.ipctrace");
            assert.deepEqual([events.status, events.stderr], [0, ""]);
            assert.match(events.stdout, /exit/);

            const state = ipcscope(prefix, "state", "true.ipctrace", "--json");
            assert.deepEqual([state.status, state.stderr], [0, ""]);
            const { processes } = JSON.parse(state.stdout) as { processes: { exit: unknown }[] };
            assert.deepEqual(
                processes.map(({ exit }) => exit),
                [{ code: 0 }],
            );
            assert.equal(ipcscope(prefix, "--version").stdout, `${version}\n`);
        });

        it(`has in ${name} what the command line is made of, and nothing of the editor or the checkout`, () => {
            const files = execFileSync("find", [prefix, "-type", "f", "-printf", "%P\n"], { encoding: "utf8" }).trim().split("\n");
            assert.ok(files.includes("lib/ipcscope/dist/ipcscope-engine"), "the engine");
            assert.ok(files.includes("share/doc/ipcscope/THIRD-PARTY-NOTICES"), "the notices");
            assert.deepEqual(
                files.filter((file) => /\.map$|\.ts$|test|extension|webview|adapter|pictures/.test(file)),
                [],
            );
            const bundle = fs.readFileSync(path.join(prefix, "lib/ipcscope/dist/ipcscope.js"), "utf8");
            assert.doesNotMatch(bundle, /^\/\/# sourceMappingURL=/m, "no source map is named");
        });

        it(`has in ${name} a manual page, and completion where bash and zsh look`, () => {
            const manual = gunzipSync(fs.readFileSync(path.join(prefix, "share/man/man1/ipcscope.1.gz"))).toString();
            assert.match(manual, /^\.TH IPCSCOPE 1/im);
            for (const [shell, file] of [
                ["bash", "share/bash-completion/completions/ipcscope"],
                ["zsh", "share/zsh/vendor-completions/_ipcscope"],
            ] as const) {
                assert.equal(fs.readFileSync(path.join(prefix, file), "utf8"), ipcscope(prefix, "completion", shell).stdout);
            }
        });

        it(`can be read by everybody in ${name}`, () => {
            const closed = execFileSync("find", [prefix, "-not", "-type", "l", "-not", "-perm", "-444"], { encoding: "utf8" });
            assert.equal(closed, "");
        });
    }

    it("declare in the Debian package what they need", () => {
        const field = (name: string): string => execFileSync("dpkg-deb", ["-f", debian, name], { encoding: "utf8" }).trim();
        assert.match(field("Depends"), /^nodejs \(>= \d+\.\d+\), libc6 \(>= 2\.\d+\)$/);
        assert.deepEqual([field("Package"), field("Version"), field("Architecture")], ["ipcscope", version, "amd64"]);
        const owners = execFileSync("dpkg-deb", ["-c", debian], { encoding: "utf8" }).trim().split("\n");
        assert.deepEqual(
            owners.filter((line) => !line.includes(" root/root ")),
            [],
        );
    });
});

function facts({ status, stdout, stderr }: { status: number | null; stdout: string; stderr: string }): unknown[] {
    return [status, stdout, stderr];
}
