/** The client of a launch, asked and told by its session. */
import { Event, OutputEvent } from "@vscode/debugadapter";
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { CustomEventBodies, CustomEventName, SessionWanted } from "../protocol/customEvents";
import type { SessionOpened } from "../protocol/customRequests";
import type { LaunchClient, SessionAnswer, TerminalWanted } from "./launchClient";
import { terminalRefused } from "./messages";
import { SessionRequests } from "./sessionRequests";

/** A client may wait for its user before it answers. */
const answerMilliseconds = 120_000;

/** The session's way to the client. */
export interface Line {
    sendEvent(event: DebugProtocol.Event): void;
    sendRequest(command: string, args: object, timeout: number, answered: (response: DebugProtocol.Response) => void): void;
}

export class DapClient implements LaunchClient {
    /** What it has said that it can; undefined before that. */
    can: DebugProtocol.InitializeRequestArguments | undefined;
    private readonly sessionRequests: SessionRequests | undefined;

    /** `opensSessionsItself`: it is our extension, and needs no request of the protocol's for that. */
    constructor(
        private readonly line: Line,
        opensSessionsItself: boolean,
    ) {
        if (opensSessionsItself) this.sessionRequests = new SessionRequests((wanted) => this.tell("ipcscope.process", wanted));
    }

    get opensSessions(): boolean {
        return this.can?.supportsStartDebuggingRequest === true;
    }

    get debugsNode(): boolean {
        return this.sessionRequests !== undefined;
    }

    get hasTerminal(): boolean {
        return this.can?.supportsRunInTerminalRequest === true;
    }

    async openSession(wanted: SessionWanted): Promise<SessionAnswer> {
        if (this.sessionRequests !== undefined) return this.sessionRequests.open(wanted);
        // "launch", not "attach": to stop the session is to stop the launch.
        const configuration = { type: "ipcscope", request: "launch", ...wanted };
        const { success, message = "" } = await this.ask("startDebugging", { request: "launch", configuration });
        return { opened: success, reason: message };
    }

    /** The extension says what has become of a session. */
    sessionOpened(answer: SessionOpened): void {
        this.sessionRequests?.answered(answer);
    }

    /** Throws a UserError when the client refuses. */
    async runInTerminal({ kind, title, command, cwd, env }: TerminalWanted): Promise<number | undefined> {
        const answer = await this.ask("runInTerminal", { kind, title, args: command, cwd, env });
        if (!answer.success) throw terminalRefused(answer.message ?? "the client refused.");
        const { processId, shellProcessId } = (answer.body ?? {}) as DebugProtocol.RunInTerminalResponse["body"];
        return processId ?? shellProcessId;
    }

    output(category: "stdout" | "stderr" | "console", text: string): void {
        this.line.sendEvent(new OutputEvent(category === "console" ? `${text}\n` : text, category));
    }

    tell<Name extends CustomEventName>(name: Name, body: CustomEventBodies[Name]): void {
        this.line.sendEvent(new Event(name, body));
    }

    warn(text: string, severity: "warning" | "error"): void {
        this.output("console", text);
        this.tell("ipcscope.message", { severity, text });
    }

    /** Resolves to its answer, of whatever kind. */
    private ask(command: string, args: object): Promise<DebugProtocol.Response> {
        return new Promise((resolve) => this.line.sendRequest(command, args, answerMilliseconds, resolve));
    }
}
