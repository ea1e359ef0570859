/** cdt-gdb-adapter's session of a remote target, and what passes between it and the client: gdb's own chatter is not shown. */
import { BreakpointEvent, Event, OutputEvent, Response } from "@vscode/debugadapter";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { GDBTargetDebugSession } from "cdt-gdb-adapter";
import type { CustomEventBodies, CustomEventName } from "../protocol/customEvents";
import { BreakpointIds } from "./breakpointIds";
import { GdbPrompt } from "./gdbPrompt";
import { UserError } from "./messages";
import { oneLine } from "./oneLine";

/** The number of requests of our own; a client counts from 1. */
const ownSequence = 0;

export abstract class QuietGdbSession extends GDBTargetDebugSession {
    protected readonly breakpointIds = new BreakpointIds();
    protected readonly prompt = new GdbPrompt(() => this.gdb);
    /** Requests to cdt-gdb-adapter of our own: their answers are not for the client. */
    private readonly ownRequests = new Map<DebugProtocol.Response, (response: DebugProtocol.Response) => void>();

    /** cdt-gdb-adapter's way to be told that a client may set breakpoints; here that has been said before. */
    protected override sendInitializedEvent(): void {
        this.isInitialized = true;
    }

    protected override handleGDBNotify(kind: string, data: unknown): void {
        // Breakpoints are the user's, and hold for all processes: that one gdb has used up its own takes none away.
        if (kind !== "breakpoint-deleted") super.handleGDBNotify(kind, data);
    }

    override sendEvent(event: DebugProtocol.Event): void {
        if (event instanceof OutputEvent) {
            this.prompt.prints(event.body.category === "log" ? "" : event.body.output);
            return;
        }
        if (event instanceof BreakpointEvent && event.body.reason === "changed") {
            const id = this.breakpointIds.known(event.body.breakpoint.id);
            if (id === undefined) return;
            event.body.breakpoint.id = id;
        }
        super.sendEvent(event);
    }

    override sendResponse(response: DebugProtocol.Response): void {
        const own = this.ownRequests.get(response);
        if (own !== undefined) own(response);
        else if (response.request_seq !== ownSequence) super.sendResponse(response);
    }

    /** Sends cdt-gdb-adapter a request of our own. Resolves to the body of its answer. */
    protected async ask<Kind extends DebugProtocol.Response>(
        command: string,
        send: (response: Kind) => Promise<void>,
    ): Promise<Kind["body"]> {
        const response = new Response({ seq: ownSequence, type: "request", command }) as Kind;
        const answer = new Promise<Kind["body"]>((resolve, reject) => {
            this.ownRequests.set(response, ({ success, body, message }) => {
                if (success) resolve(body as Kind["body"]);
                else reject(new UserError(message ?? `gdb refused "${command}".`));
            });
        });
        try {
            await send(response);
            return await answer;
        } finally {
            this.ownRequests.delete(response);
        }
    }

    /** Past the sieve of `sendEvent`, which is for events of cdt-gdb-adapter's. */
    protected tellClient(event: DebugProtocol.Event): void {
        super.sendEvent(event);
    }

    protected tell<Name extends CustomEventName>(name: Name, body: CustomEventBodies[Name]): void {
        this.tellClient(new Event(name, body));
    }

    protected refuse(response: DebugProtocol.Response, error: UserError): void {
        this.sendErrorResponse(response, { id: 1, format: "{_reason}", variables: { _reason: oneLine(error) }, showUser: false });
    }

    /** Whatever keeps `work` from filling in the response is told in one sentence. */
    protected async answer(response: DebugProtocol.Response, work: () => Promise<void> | void): Promise<void> {
        try {
            await work();
            this.sendResponse(response);
        } catch (error) {
            this.refuse(
                response,
                error instanceof UserError ? error : new UserError(error instanceof Error ? error.message : String(error)),
            );
        }
    }
}
