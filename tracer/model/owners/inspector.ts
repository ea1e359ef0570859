/** Where Node waits for a debugger: it says so itself, on standard error, or in a file where the debugger's preload tells the launch. */
import type { Draft } from "../draft";
import type { Event } from "../event";

const id = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.source;
const onStandardError = new RegExp(`^Debugger listening on ws://([^/\\s]+)/${id}\\n`);
const inFile = new RegExp(`^ws://([^/\\s]+)/${id}$`);
const longestAnnouncement = 200;

/** `draft`: after the event. */
export function rememberInspector(draft: Draft, event: Event): void {
    const { now } = draft;
    if (event.kind === "programExecuted" && now.processes.get(event.process)?.inspector !== undefined) {
        delete draft.process(event.process)?.inspector;
    }
    if (event.kind !== "bytesWritten" && event.kind !== "dataSent") return;
    const address = announced(event, now.objects.get(event.object)?.name ?? null);
    const process = address === undefined ? undefined : draft.process(event.process);
    if (process !== undefined && address !== undefined) process.inspector = address;
}

function announced(
    { fd, pid, data, length }: Extract<Event, { kind: "bytesWritten" | "dataSent" }>,
    name: string | null,
): string | undefined {
    const isFile = name?.endsWith(`/inspectors/${pid}.part`) === true;
    if (data === undefined || length > longestAnnouncement || !(isFile || fd === 2)) return undefined;
    return (isFile ? inFile : onStandardError).exec(new TextDecoder().decode(data))?.[1];
}
