/** What a launch needs of the client. */
import type { CustomEventBodies, CustomEventName, SessionWanted } from "../protocol/customEvents";

export interface LaunchClient {
    readonly opensSessions: boolean;
    readonly hasTerminal: boolean;
    /** It debugs Node processes whose inspectors it is told of (`ipcscope.inspector`). */
    readonly debugsNode: boolean;
    openSession(wanted: SessionWanted): Promise<SessionAnswer>;
    /** Resolves to a process of the terminal's, if the client tells. */
    runInTerminal(wanted: TerminalWanted): Promise<number | undefined>;
    output(category: "stdout" | "stderr" | "console", text: string): void;
    tell<Name extends CustomEventName>(name: Name, body: CustomEventBodies[Name]): void;
    /** In the console, and where the user cannot miss it. */
    warn(text: string, severity: "warning" | "error"): void;
}

export interface SessionAnswer {
    readonly opened: boolean;
    /** Why it was not. */
    readonly reason: string;
}

export interface TerminalWanted {
    readonly kind: "integrated" | "external";
    readonly title: string;
    readonly command: readonly string[];
    readonly cwd: string;
    /** Null takes a variable away. */
    readonly env: Readonly<Record<string, string | null>>;
}
