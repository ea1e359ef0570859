/** The engine's table, as the build writes it (docs/engine-interface.md): which calls to trace, and what to ask the kernel. */
import { allInquiries } from "../snapshot/judges";
import { engineTable } from "../syscalls/engineTable";

process.stdout.write(
    engineTable() +
        allInquiries()
            .map((line) => `${line}\n`)
            .join(""),
);
