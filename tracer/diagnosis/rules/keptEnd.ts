import type { Rule } from "../rule";
import { heldEndFinding } from "../waits/heldEnds";
import { knotWatch } from "../waits/knotWatch";

/** A copy that fork made, and that its process never used, keeps another from the end of file (pipe(7)). */
export const keptEnd: Rule = {
    id: "IPC003",
    title: "An inherited descriptor keeps the other end open",
    severity: "error",
    about: "waits",
    watch: () => knotWatch("kept", heldEndFinding),
};
