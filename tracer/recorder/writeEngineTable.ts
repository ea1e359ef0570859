/**
 * Run by the build: writes the engine's table (docs/engine-interface.md), which calls to trace and what to ask the kernel, into
 * the file that the command line names.
 */
import { writeFileSync } from "node:fs";
import { allInquiries } from "../snapshot/judges";
import { engineTable } from "../syscalls/engineTable";

writeFileSync(
    process.argv[2] ?? "",
    engineTable() +
        allInquiries()
            .map((line) => `${line}\n`)
            .join(""),
);
