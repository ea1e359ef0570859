/** Lines of JSON, one a message, as `child_process.fork` sends them through its channel (Node's documentation, "serialization"). */
import type { PlainMessage, Protocol } from "./protocol";

const lineEnd = 10;
const longestText = 200;
/** Objects, lists and texts; a line with a number alone is more often the output of a program. */
const beginnings = new Set(["{", "[", '"']);

/** `cmd` of messages that Node's channels keep for themselves begins so. */
const nodesOwn = "NODE_";

/** What is said of a message by which a cluster's worker asks for the server that its `listen` is to have (Node's lib/internal/cluster/child.js). */
export const clusterQuery = "NODE_CLUSTER of Node itself, queryServer";

/** Controls, and characters that cannot be seen or that turn round what follows. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const replacement = "\ufffd";

function recognise(line: Uint8Array): PlainMessage | null {
    const text = new TextDecoder().decode(line).trim();
    if (text.includes(replacement)) return null;
    try {
        return { role: "message", what: nodeText(JSON.parse(text)) ?? `JSON ${shortened(visible(text))}` };
    } catch {
        return null;
    }
}

/** "NODE_HANDLE of Node itself, which passes a net.Socket"; null: it is the program's. */
function nodeText(value: unknown): string | null {
    if (typeof value !== "object" || value === null || !("cmd" in value)) return null;
    const { cmd } = value;
    if (typeof cmd !== "string" || !cmd.startsWith(nodesOwn)) return null;
    const act = "act" in value && typeof value.act === "string" ? `, ${value.act}` : "";
    const type = cmd === "NODE_HANDLE" && "type" in value && typeof value.type === "string" ? `, which passes a ${value.type}` : "";
    return shortened(visible(`${cmd} of Node itself${act}${type}`));
}

/** As JSON writes such characters, too. */
function visible(text: string): string {
    return text.replace(unseen, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function shortened(text: string): string {
    return text.length <= longestText ? text : `${text.slice(0, longestText)}…`;
}

export const jsonLines: Protocol = {
    name: "lines of JSON",
    looksAt: Number.MAX_SAFE_INTEGER,
    recognise,
    framing: { lineEnd, mayBegin: (line) => beginnings.has(String.fromCharCode(line[0] ?? 0)) },
};
