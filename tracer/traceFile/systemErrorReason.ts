import { getSystemErrorMap } from "node:util";

/** The kernel's words for a failed system call, as perror(3) gives them: "No such file or directory" for ENOENT. */
export function systemErrorReason(error: unknown): string {
    if (!(error instanceof Error)) return String(error);
    if (!("errno" in error) || typeof error.errno !== "number") return error.message;
    if ("code" in error && error.code === "EISDIR") return "Is a directory"; // Node's map has words of its own for this one.
    const words = getSystemErrorMap().get(error.errno)?.[1] ?? error.message;
    return words.charAt(0).toUpperCase() + words.slice(1);
}
