/** Names that are the same in every run: identities by first appearance in the text, paths without what changes. */
import path from "node:path";
import type { ProcessId } from "../../tracer/model/identities";
import type { KernelObject } from "../../tracer/model/kindTypes";
import type { Moment } from "./recordedSample";

const samples = path.resolve(__dirname, "../../samples/c");

export class GoldenNames {
    private readonly identities = new Map<string, string>();
    private readonly counters = new Map<string, number>();
    private readonly processes = new Map<ProcessId, string>();
    private readonly objects = new Map<string, KernelObject>();
    private readonly pids = new Set<string>();

    constructor(moments: readonly Moment[]) {
        for (const { event, after } of moments) {
            this.pids.add(String(event.pid));
            if (event.kind === "processStarted") this.processes.set(event.process, "p1");
            if (event.kind === "processForked") this.nameChild(event.process, event.child);
            for (const object of after.objects.values()) if (!this.objects.has(object.id)) this.objects.set(object.id, object);
        }
    }

    /** Of the launched process "p1", of its children "p1.1", "p1.2". */
    process(id: ProcessId): string {
        return this.processes.get(id) ?? id;
    }

    processesInOrder(): readonly ProcessId[] {
        return [...this.processes].sort(([, one], [, other]) => (one < other ? -1 : 1)).map(([id]) => id);
    }

    description(id: string): string {
        return this.identity("ofd", id);
    }

    /** "pipe1", "fifo1 /tmp/x": a name only where the kernel object has one. */
    object(id: string): string {
        const object = this.objects.get(id);
        if (object === undefined) return id;
        if (object.kind === "null") return "/dev/null";
        const name = "name" in object && object.name !== null ? ` ${this.path(object.name)}` : "";
        return `${this.identity(object.kind, id)}${name}`;
    }

    path(text: string): string {
        return (
            text
                .replaceAll(samples, "SAMPLES")
                .replace(/\/tmp\/ipcscope-golden-\w+/g, "DIRECTORY")
                .replace(/(\/tmp\/ipcscope-\w+-)\w{6}/g, "$1XXXXXX")
                // What sem_open(3) calls a semaphore until it has its name.
                .replace(/(\/dev\/shm\/sem\.)\w{6}\b/g, "$1XXXXXX")
                .replace(/\/dev\/pts\/\d+/g, "/dev/pts/N")
                .replace(/\b127\.0\.0\.1:\d+/g, "127.0.0.1:PORT")
                .replace(/\b\d+\b/g, (digits) => (this.pids.has(digits) ? "PID" : digits))
        );
    }

    private nameChild(parent: ProcessId, child: ProcessId): void {
        const name = this.process(parent);
        const number = (this.counters.get(name) ?? 0) + 1;
        this.counters.set(name, number);
        this.processes.set(child, `${name}.${number}`);
    }

    private identity(kind: string, id: string): string {
        const known = this.identities.get(id);
        if (known !== undefined) return known;
        const number = (this.counters.get(` ${kind}`) ?? 0) + 1;
        this.counters.set(` ${kind}`, number);
        this.identities.set(id, `${kind}${number}`);
        return `${kind}${number}`;
    }
}
