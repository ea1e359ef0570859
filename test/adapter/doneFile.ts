import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** A file for which a test program waits: so the program takes as long as the test. */
export class DoneFile {
    private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "ipcs-"));
    readonly path = path.join(this.folder, "done");

    done(): void {
        fs.writeFileSync(this.path, "");
    }

    remove(): void {
        fs.rmSync(this.folder, { recursive: true });
    }
}
