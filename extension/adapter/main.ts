/** The debug adapter as an executable: speaks the Debug Adapter Protocol on its standard input and output. */
import { clientOpensSessions } from "../protocol/customRequests";
import { LaunchSession } from "./launchSession";

// A request to a gdb that has just died is refused; cdt-gdb-adapter does not wait for the answers to all of its requests.
process.on("unhandledRejection", (reason) =>
    process.stderr.write(`ipcscope: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}\n`),
);

const session = new LaunchSession(process.stdout, process.argv.includes(clientOpensSessions));
session.start(process.stdin, process.stdout);
for (const signal of ["SIGTERM", "SIGHUP", "SIGINT"] as const) process.on(signal, () => session.shutdown());
