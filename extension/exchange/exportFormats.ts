/** The formats into which a trace is exported, as one chooses them. */
export interface ExportChoice {
    /** As `ipcscope export --format` has it. */
    readonly format: string;
    readonly label: string;
    readonly description: string;
    /** Of the name of a file, or of a folder. */
    readonly ending: string;
    readonly isFolder?: true;
}

export const exportChoices: readonly ExportChoice[] = [
    {
        format: "html",
        label: "Web page",
        description: "The diagram and the trace in one file that any browser opens, without a network",
        ending: "html",
    },
    {
        format: "handout",
        label: "Handout",
        description: "Pages to print: the diagram at bookmarks, marks or stops, with sentences, source and events (needs Chromium)",
        ending: "handout.html",
    },
    { format: "mermaid", label: "Mermaid", description: "A sequence diagram of processes and objects", ending: "mmd" },
    { format: "perfetto", label: "Perfetto", description: "For ui.perfetto.dev and chrome://tracing", ending: "perfetto.json" },
    { format: "json", label: "JSON", description: "All events with their sentences, and the state at the end", ending: "json" },
    {
        format: "parquet",
        label: "Parquet",
        description: "A table with a row for each event, in a folder, for ipcscope query and other programs that ask in SQL",
        ending: "parquet",
        isFolder: true,
    },
    { format: "strace", label: "strace", description: "A log as strace -f -ttt -yy writes it", ending: "log" },
    { format: "pcapng", label: "pcapng", description: "What went through sockets, pipes and FIFOs, for Wireshark", ending: "pcapng" },
];
