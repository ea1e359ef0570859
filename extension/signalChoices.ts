/** The signals that a user may send, those that are meant for programs first (signal(7)). */
import type { QuickPickItem } from "vscode";

export const signalChoices: readonly QuickPickItem[] = [
    { label: "SIGUSR1", description: "for the program's own use" },
    { label: "SIGUSR2", description: "for the program's own use" },
    { label: "SIGINT", description: "interrupt: as Ctrl-C" },
    { label: "SIGTERM", description: "end, please" },
    { label: "SIGHUP", description: "hang-up; for daemons: read the configuration again" },
    { label: "SIGQUIT", description: "end with a core dump: as Ctrl-\\" },
    { label: "SIGALRM", description: "as a timer that expires" },
    { label: "SIGCHLD", description: "as a child that ends" },
    { label: "SIGPIPE", description: "as a write that nobody can read" },
    { label: "SIGTSTP", description: "stop: as Ctrl-Z" },
    { label: "SIGSTOP", description: "stop; cannot be caught" },
    { label: "SIGCONT", description: "go on" },
    { label: "SIGWINCH", description: "the window has another size" },
    { label: "SIGKILL", description: "end at once; cannot be caught" },
    { label: "SIGRTMIN", description: "the first real-time signal: each that is sent is kept" },
    { label: "SIGRTMIN+1", description: "the second real-time signal" },
];
