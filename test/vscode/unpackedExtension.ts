import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

export interface PackagedManifest {
    readonly [key: string]: unknown;
    readonly main: string;
    readonly icon: string;
    readonly contributes: {
        readonly commands: readonly { readonly command: string }[];
        readonly walkthroughs: readonly {
            readonly title: string;
            readonly steps: readonly {
                readonly title: string;
                readonly description: string;
                readonly media: { readonly image: Readonly<Record<string, string>>; readonly altText: string };
                readonly completionEvents: readonly string[];
            }[];
        }[];
    };
}

/** A .vsix, unpacked into an empty folder. */
export class UnpackedExtension {
    /** The files, by their paths in the extension. */
    readonly files: readonly string[];
    readonly manifest: PackagedManifest;
    private readonly folder: string;

    constructor(vsix: string, folder: string) {
        execFileSync("python3", ["-m", "zipfile", "-e", vsix, folder]);
        this.folder = path.join(folder, "extension");
        this.files = fs
            .readdirSync(this.folder, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => path.relative(this.folder, path.join(entry.parentPath, entry.name)));
        this.manifest = JSON.parse(this.text("package.json")) as PackagedManifest;
    }

    has(file: string): boolean {
        return this.files.includes(path.normalize(file));
    }

    bytes(file: string): Buffer {
        return fs.readFileSync(path.join(this.folder, file));
    }

    text(file: string): string {
        return this.bytes(file).toString("utf8");
    }
}
