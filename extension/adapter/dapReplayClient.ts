/** Connects a replay with its client, which opens sessions for processes as it does for those that run. */
import { rmSync } from "node:fs";
import path from "node:path";
import type { DebugSession } from "@vscode/debugadapter";
import { makeSocketFolder } from "../../tracer/recorder/socketFolder";
import type { SessionWanted } from "../protocol/customEvents";
import type { SessionOpened } from "../protocol/customRequests";
import type { ReplayClient, ReplayServer } from "../replay/replayClient";
import type { DapClient } from "./dapClient";
import { ProcessSessionHost } from "./processSessionHost";

export class DapReplayClient implements ReplayClient {
    constructor(private readonly client: DapClient) {}

    get opensSessions(): boolean {
        return this.client.opensSessions;
    }

    async openSession(wanted: SessionWanted): Promise<boolean> {
        return (await this.client.openSession(wanted)).opened;
    }

    sessionOpened(answer: SessionOpened): void {
        this.client.sessionOpened(answer);
    }

    async serve(newSession: () => DebugSession): Promise<ReplayServer> {
        const folder = await makeSocketFolder();
        const socket = path.join(folder, "sessions");
        const host = await ProcessSessionHost.open(socket, newSession);
        return {
            socket,
            close: () => {
                host.close();
                rmSync(folder, { recursive: true, force: true }); // This program ends next.
            },
        };
    }
}
