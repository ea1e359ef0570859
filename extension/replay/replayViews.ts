/** What a replay shows of the moment at which its cursor is: threads, stacks, scopes and what is in them. */
import { DebugSession, StoppedEvent } from "@vscode/debugadapter";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { existsSync } from "node:fs";
import path from "node:path";
import type { Item } from "./item";
import { noSuchSource, noSuchVariable, nothingIsCalled, notInARecording } from "./messages";
import type { Recording } from "./recording";
import type { Arrival, ReplayCursor } from "./replayCursor";
import { objectItem, scopesOf } from "./scopes";
import { livingThreads, threadNumber, threadWith } from "./threads";

/** Frames of a thread have numbers that follow each other from a multiple of this on. */
const framesOfThread = 100_000;

export abstract class ReplayViews extends DebugSession {
    private replayed: ReplayCursor | undefined;
    /** By variablesReference, from 1. */
    private readonly opened: (() => readonly Item[])[] = [];

    protected get cursor(): ReplayCursor {
        if (this.replayed === undefined) throw new Error("the recording is not loaded yet");
        return this.replayed;
    }

    protected set cursor(cursor: ReplayCursor) {
        this.replayed = cursor;
    }

    protected get recording(): Recording {
        return this.cursor.recording;
    }

    protected get seq(): number {
        return this.cursor.seq;
    }

    /** Whose threads it has; null: all. */
    protected get process(): string | null {
        return null;
    }

    /** The cursor is elsewhere, at an event of a thread of this session's. */
    protected show({ seq, reason, description }: Arrival): void {
        this.forget();
        const stopped: DebugProtocol.StoppedEvent = new StoppedEvent(reason, threadNumber(this.recording.trace.events.thread(seq)));
        this.sendEvent({
            ...stopped,
            body: { ...stopped.body, allThreadsStopped: true, ...(description !== null && { description, text: description }) },
        });
    }

    /** What was opened belongs to an earlier moment. */
    protected forget(): void {
        this.opened.length = 0;
    }

    protected refuse(response: DebugProtocol.Response, reason: string, showUser = true): void {
        this.sendErrorResponse(response, { id: 1, format: "{_reason}", variables: { _reason: reason }, showUser });
    }

    /** The object that a variable is; null: none. */
    protected objectNamed(reference: number | undefined, name: string): string | null {
        if (reference === undefined) return this.recording.trace.stateAt(this.seq).objects.has(name) ? name : null;
        return this.opened[reference - 1]?.().find((item) => item.name === name)?.object ?? null;
    }

    protected override threadsRequest(response: DebugProtocol.ThreadsResponse): void {
        const threads = this.seq === 0 ? [] : livingThreads(this.recording, this.seq);
        const mine = threads.filter(({ thread }) => this.process === null || thread.process === this.process);
        response.body = { threads: mine.map(({ thread, name }) => ({ id: threadNumber(thread), name })) };
        this.sendResponse(response);
    }

    /** Of a thread that has done nothing yet: the stack with which it was made. */
    protected override stackTraceRequest(
        response: DebugProtocol.StackTraceResponse,
        { threadId, startFrame = 0, levels = 0 }: DebugProtocol.StackTraceArguments,
    ): void {
        const event = this.eventWithStack(threadId);
        const frames = event === 0 ? [] : this.recording.frames(event);
        const all = frames.map((frame, depth): DebugProtocol.StackFrame => {
            const id = threadId * framesOfThread + depth;
            if (frame.file === null) return { id, name: frame.function, line: 0, column: 0, presentationHint: "subtle" };
            const source = this.sourceOf(frame.file);
            const hint = frame.own ? {} : { presentationHint: "subtle" as const };
            return { id, name: frame.function, line: frame.line, column: 1, source, ...hint };
        });
        if (all.length === 0) all.push({ id: threadId * framesOfThread, name: "no stack is recorded", line: 0, column: 0 });
        response.body = { stackFrames: all.slice(startFrame, levels === 0 ? undefined : startFrame + levels), totalFrames: all.length };
        this.sendResponse(response);
    }

    /** The text of a file that only the trace has. */
    protected override sourceRequest(
        response: DebugProtocol.SourceResponse,
        { source, sourceReference }: DebugProtocol.SourceArguments,
    ): void {
        const text = [...this.recording.sources.values()][(source?.sourceReference ?? sourceReference) - 1];
        if (text === undefined) return this.refuse(response, noSuchSource());
        response.body = { content: text };
        this.sendResponse(response);
    }

    protected override scopesRequest(response: DebugProtocol.ScopesResponse, { frameId }: DebugProtocol.ScopesArguments): void {
        const thread = threadWith(this.recording, Math.floor(frameId / framesOfThread));
        const asked =
            thread === undefined
                ? []
                : scopesOf(this.recording, {
                      seq: this.seq,
                      event: this.recording.lastOf(thread.index, this.seq),
                      process: thread.process,
                      tid: thread.tid,
                  });
        response.body = { scopes: asked.map(({ name, items }) => ({ name, variablesReference: this.open(items), expensive: false })) };
        this.sendResponse(response);
    }

    protected override variablesRequest(
        response: DebugProtocol.VariablesResponse,
        { variablesReference }: DebugProtocol.VariablesArguments,
    ): void {
        const items = this.opened[variablesReference - 1];
        if (items === undefined) return this.refuse(response, noSuchVariable(), false);
        response.body = { variables: items().map((item) => this.variable(item)) };
        this.sendResponse(response);
    }

    /** `pipe1`, `p2`: what is so called at this moment. */
    protected override evaluateRequest(
        response: DebugProtocol.EvaluateResponse,
        { expression, context }: DebugProtocol.EvaluateArguments,
    ): void {
        const state = this.recording.trace.stateAt(this.seq);
        const name = expression.trim();
        if (!state.objects.has(name)) return this.refuse(response, nothingIsCalled(name), context !== "hover");
        const { value, variablesReference } = this.variable(objectItem(state, name));
        response.body = { result: value, variablesReference };
        this.sendResponse(response);
    }

    protected override setFunctionBreakPointsRequest(
        response: DebugProtocol.SetFunctionBreakpointsResponse,
        { breakpoints }: DebugProtocol.SetFunctionBreakpointsArguments,
    ): void {
        response.body = { breakpoints: breakpoints.map(() => ({ verified: false, message: notInARecording("function breakpoints") })) };
        this.sendResponse(response);
    }

    protected override setExceptionBreakPointsRequest(
        response: DebugProtocol.SetExceptionBreakpointsResponse,
        { filters }: DebugProtocol.SetExceptionBreakpointsArguments,
    ): void {
        response.body = { breakpoints: filters.map(() => ({ verified: false, message: notInARecording("signals to stop at") })) };
        this.sendResponse(response);
    }

    /** A file that is not there is asked for by a number, where the trace has it. */
    private sourceOf(file: string): DebugProtocol.Source {
        const number = [...this.recording.sources.keys()].indexOf(file) + 1;
        const packed = number > 0 && !existsSync(file);
        return { name: path.basename(file), path: file, ...(packed && { sourceReference: number }) };
    }

    /** The thread's last event with a stack until now; of a new one, what made it. 0: none. */
    private eventWithStack(threadId: number): number {
        const thread = threadWith(this.recording, threadId);
        if (thread === undefined) return 0;
        let event = this.recording.lastOf(thread.index, this.seq);
        if (event === 0) return this.recording.trace.stateAt(this.seq).processes.get(thread.process)?.bornAt ?? 0;
        while (event > 0 && this.recording.frames(event).length === 0) event = this.recording.neighbour(event, -1);
        return event;
    }

    private variable({ name, value, items }: Item): DebugProtocol.Variable {
        return { name, value, variablesReference: items === undefined ? 0 : this.open(items) };
    }

    private open(items: () => readonly Item[]): number {
        return this.opened.push(items);
    }
}
