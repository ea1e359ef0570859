import assert from "node:assert/strict";
import type { DebugProtocol } from "@vscode/debugprotocol";
import path from "node:path";
import type { SessionClient } from "./sessionClient";

/** Where a process stands. */
export interface Stand {
    readonly reason: string;
    readonly thread: number;
    readonly function: string;
    /** Last name of the file. */
    readonly file: string;
    readonly line: number;
    readonly frame: number;
    readonly text: string | undefined;
}

/** The debug session of one process, driven as a user drives it. */
export class ProcessDriver {
    constructor(readonly client: SessionClient) {
        client.on("terminated", () => (this.over = true));
    }

    async setVariable(frame: number, name: string, value: string): Promise<string> {
        await this.locals(frame);
        const { body: scopes } = await this.client.scopesRequest({ frameId: frame });
        const { body } = await this.client.setVariableRequest({
            variablesReference: scopes.scopes[0]?.variablesReference ?? 0,
            name,
            value,
        });
        return body.value;
    }

    get id(): string {
        return /\((p\d+) ·/.exec(this.client.name)?.[1] ?? "";
    }

    get pid(): number {
        return Number(/· (\d+)\)/.exec(this.client.name)?.[1]);
    }

    /** Its session has ended. */
    over = false;

    /** Waits for the next stop. */
    async stopped(milliseconds?: number): Promise<Stand> {
        const { body } = await this.client.take<DebugProtocol.StoppedEvent>("stopped", milliseconds);
        const thread = body.threadId ?? 1;
        const stack = await this.client.stackTraceRequest({ threadId: thread, levels: 20 });
        const [top] = stack.body.stackFrames;
        return {
            reason: body.reason,
            thread,
            function: top?.name ?? "",
            file: path.basename(top?.source?.path ?? ""),
            line: top?.line ?? 0,
            frame: top?.id ?? 0,
            text: body.text,
        };
    }

    async next(thread = 1): Promise<Stand> {
        await this.client.nextRequest({ threadId: thread });
        return this.stopped();
    }

    async stepIn(thread = 1): Promise<Stand> {
        await this.client.stepInRequest({ threadId: thread });
        return this.stopped();
    }

    async stepOut(thread = 1): Promise<Stand> {
        await this.client.stepOutRequest({ threadId: thread });
        return this.stopped();
    }

    async resume(thread = 1): Promise<void> {
        await this.client.continueRequest({ threadId: thread });
    }

    async pause(): Promise<Stand> {
        await this.client.pauseRequest({ threadId: 1 });
        return this.stopped();
    }

    async evaluate(expression: string, frame: number, context = "watch"): Promise<string> {
        const { body } = await this.client.evaluateRequest({ expression, frameId: frame, context });
        return body.result;
    }

    async locals(frame: number): Promise<Map<string, DebugProtocol.Variable>> {
        const { body } = await this.client.scopesRequest({ frameId: frame });
        const scope = body.scopes.find(({ name }) => name === "Local");
        assert.ok(scope, "there is a scope of local variables");
        const { body: found } = await this.client.variablesRequest({ variablesReference: scope.variablesReference });
        return new Map(found.variables.map((variable) => [variable.name, variable]));
    }

    /** Waits until the session has ended; resolves to the exit status that it told, if any. */
    async ended(milliseconds?: number): Promise<number | undefined> {
        await this.client.take("terminated", milliseconds);
        const exited = this.client.events.find(({ event }) => event === "exited");
        return (exited?.body as { exitCode: number } | undefined)?.exitCode;
    }
}
