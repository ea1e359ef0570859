/** The command line alone, as a Debian package and as a tarball. Both hold the same tree, which works from any place. */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { builtFiles, copyBuilt, editorBundles, root } from "./builtFiles";
import { debianControl } from "./debianControl";
import { readManifest } from "./manifest";

const documents = "share/doc/ipcscope";
const programs = "lib/ipcscope";

/** Packs what is built; answers the paths of both packages, in the checkout. */
export function packageCommandLine(): string[] {
    const { version } = readManifest();
    const debian = path.join(root, `ipcscope_${version}_amd64.deb`);
    const tarball = path.join(root, `ipcscope-${version}-linux-x64.tar.gz`);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "ipcscope-package-"));
    try {
        packDebian(path.join(folder, "debian"), debian);
        packTarball(folder, `ipcscope-${version}-linux-x64`, tarball);
    } finally {
        fs.rmSync(folder, { recursive: true, force: true });
    }
    return [debian, tarball];
}

function packDebian(folder: string, file: string): void {
    const prefix = path.join(folder, "usr");
    layOut(prefix);
    fs.renameSync(path.join(prefix, documents, "LICENSE"), path.join(prefix, documents, "copyright"));
    fs.mkdirSync(path.join(folder, "DEBIAN"));
    fs.writeFileSync(path.join(folder, "DEBIAN/control"), debianControl(prefix));
    run("dpkg-deb", ["--root-owner-group", "-Zxz", "--build", folder, file]);
}

function packTarball(folder: string, name: string, file: string): void {
    layOut(path.join(folder, name));
    run("tar", ["--create", "--gzip", "--owner=0", "--group=0", "--sort=name", "--file", file, "--directory", folder, name]);
}

/** bin/, lib/ and share/ below the prefix. */
function layOut(prefix: string): void {
    const { bin } = readManifest();
    const dist = path.join(prefix, programs, "dist");
    fs.mkdirSync(dist, { recursive: true });
    for (const name of builtFiles().filter((each) => !editorBundles.includes(each))) copyBuilt(name, dist);

    fs.mkdirSync(path.join(prefix, "bin"));
    fs.symlinkSync(path.join("..", programs, bin.ipcscope), path.join(prefix, "bin/ipcscope"));

    fs.mkdirSync(path.join(prefix, documents), { recursive: true });
    for (const text of ["LICENSE", "THIRD-PARTY-NOTICES"]) fs.copyFileSync(path.join(root, text), path.join(prefix, documents, text));
    addConveniences(prefix);
    makeReadable(prefix);
}

/** The manual page, and completion where bash and zsh look for it. */
function addConveniences(prefix: string): void {
    const add = (file: string, content: string | Buffer): void => {
        fs.mkdirSync(path.dirname(path.join(prefix, file)), { recursive: true });
        fs.writeFileSync(path.join(prefix, file), content);
    };
    add("share/man/man1/ipcscope.1.gz", gzipSync(fs.readFileSync(path.join(root, "docs/ipcscope.1")), { level: 9 }));
    const completion = (shell: string): string => run(path.join(prefix, "bin/ipcscope"), ["completion", shell]);
    add("share/bash-completion/completions/ipcscope", completion("bash"));
    add("share/zsh/vendor-completions/_ipcscope", completion("zsh"));
}

/** Whatever umask the checkout was made with: everybody may use what root installs. */
function makeReadable(folder: string): void {
    fs.chmodSync(folder, 0o755);
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
        const file = path.join(folder, entry.name);
        if (entry.isDirectory()) makeReadable(file);
        else if (entry.isFile()) fs.chmodSync(file, (fs.statSync(file).mode & 0o100) === 0 ? 0o644 : 0o755);
    }
}

function run(program: string, commandLine: string[]): string {
    return execFileSync(program, commandLine, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}
