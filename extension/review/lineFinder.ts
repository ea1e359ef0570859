/** Who can tell the lines of recorded stacks: in the browser's edition of VS Code nobody can. */
import type { StackAddresses, StackLines, StackModule } from "../../webview/protocol/reviewMessages";

export interface FoundLines {
    readonly stacks: readonly StackLines[];
    /** Why some lines are unknown. */
    readonly notes: readonly string[];
}

export type LineFinder = (modules: readonly StackModule[], stacks: readonly StackAddresses[]) => Promise<FoundLines>;
