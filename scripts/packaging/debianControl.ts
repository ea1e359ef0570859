import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { readManifest } from "./manifest";

/** The control file of the Debian package (deb-control(5)) whose files stand below the prefix. */
export function debianControl(prefix: string): string {
    const { version, engines } = readManifest();
    const files = fs
        .readdirSync(prefix, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name));
    const size = files.reduce((sum, file) => sum + Math.ceil(fs.statSync(file).size / 1024), 0);
    return `Package: ipcscope
Version: ${version}
Architecture: amd64
Maintainer: The IPC Scope authors
Installed-Size: ${size}
Depends: nodejs (>= ${engines.node.replace(">=", "")}), libc6 (>= ${libcOf(files.filter(isElf))})
Section: devel
Priority: optional
Description: makes interprocess communication visible
 Records a program as strace does, and tells what its processes did to each
 other through the kernel: descriptor tables, open file descriptions, pipes and
 the bytes in them, FIFOs, message queues.
 .
 This is the command line alone, without the extension for VS Code.
`;
}

function isElf(file: string): boolean {
    return fs.readFileSync(file).subarray(0, 4).equals(Buffer.from("\x7fELF", "latin1"));
}

const ofLibc = /^(libc\.so\.6|libm\.so\.6|ld-linux-x86-64\.so\.2)$/;

/** The least version of the C library that has all symbols of these programs. Throws when they want another library. */
function libcOf(programs: readonly string[]): string {
    const versions = programs.flatMap((program) => {
        const described = execFileSync("objdump", ["-p", "-T", program], { encoding: "utf8" });
        const libraries = [...described.matchAll(/NEEDED\s+(\S+)/g)].flatMap(([, library]) => library ?? []);
        const foreign = libraries.filter((library) => !ofLibc.test(library));
        if (foreign.length > 0) {
            throw new Error(`${path.basename(program)} wants ${foreign.join(", ")}, which the package does not declare.`);
        }
        return [...described.matchAll(/GLIBC_2\.(\d+)/g)].map(([, minor]) => Number(minor));
    });
    return `2.${Math.max(0, ...versions)}`;
}
