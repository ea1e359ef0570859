/** Opens the sessions of a launch's processes, as the launch asks for them. */
import * as vscode from "vscode";
import type { SessionWanted } from "./protocol/customEvents";
import { sessionOpened, type SessionOpened } from "./protocol/customRequests";

/** They share the launch's Debug Console, and what is done to end or restart one is done to the launch. */
export async function openProcessSession(launch: vscode.DebugSession, { __process, ...wanted }: SessionWanted): Promise<void> {
    const configuration = { type: launch.type, request: "launch", ...wanted, __process, internalConsoleOptions: "neverOpen" };
    const answer = await vscode.debug
        .startDebugging(launch.workspaceFolder, configuration, {
            parentSession: launch,
            consoleMode: vscode.DebugConsoleMode.MergeWithParent,
            lifecycleManagedByParent: true,
        })
        .then(
            (opened): SessionOpened => ({ pid: __process.pid, opened, reason: "" }),
            (error: unknown): SessionOpened => ({
                pid: __process.pid,
                opened: false,
                reason: error instanceof Error ? error.message : String(error),
            }),
        );
    await launch.customRequest(sessionOpened, answer);
}
