/** What is said of a message through a channel of `child_process.fork`, whichever its serialization. */

const longestText = 200;

/** `cmd` of messages that Node's channels keep for themselves begins so. */
const nodesOwn = "NODE_";

/** What is said of a message by which a cluster's worker asks for the server that its `listen` is to have (Node's lib/internal/cluster/child.js). */
export const clusterQuery = "NODE_CLUSTER of Node itself, queryServer";

/** Controls, and characters that cannot be seen or that turn round what follows. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** "NODE_HANDLE of Node itself, which passes a net.Socket"; null: it is the program's. `value`: what the message says. */
export function nodeText(value: unknown): string | null {
    if (typeof value !== "object" || value === null || !("cmd" in value)) return null;
    const { cmd } = value;
    if (typeof cmd !== "string" || !cmd.startsWith(nodesOwn)) return null;
    const act = "act" in value && typeof value.act === "string" ? `, ${value.act}` : "";
    const type = cmd === "NODE_HANDLE" && "type" in value && typeof value.type === "string" ? `, which passes a ${value.type}` : "";
    return shown(`${cmd} of Node itself${act}${type}`);
}

/** Not endlessly, and without characters that nobody sees: those are written as JSON writes them, too. */
export function shown(text: string): string {
    const visible = text.replace(unseen, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
    return visible.length <= longestText ? visible : `${visible.slice(0, longestText)}…`;
}
