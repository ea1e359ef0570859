import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { serverMain, serverNode } from "./release";
import { quietSettings } from "./userSettings";

export interface ServerPlaces {
    /** Settings, state and installed extensions. */
    readonly data: string;
    /** Sockets and temporary files. */
    readonly runtime: string;
    /** The home of the programs that the window starts; the user's own when left out. */
    readonly home?: string;
}

export interface Server {
    readonly port: number;
    /** The address of a window with this folder. It holds the server's token: only who knows it gets in. */
    addressOf(folder: string): string;
    running(): boolean;
    /** Resolves when the server ends, by `stop` or by itself. */
    readonly ended: Promise<void>;
    /** Ends the server and all that it started. */
    stop(): Promise<void>;
}

/** Writes the user's settings of a new window; settings that the user has changed since stay. */
export function writeSettings(places: ServerPlaces, settings: Readonly<Record<string, unknown>> = {}): void {
    const file = path.join(places.data, "data", "User", "settings.json");
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify({ ...quietSettings, ...settings }, null, 2));
}

export function installExtension(places: ServerPlaces, vsix: string): void {
    const done = spawnSync(serverNode, [...serverOptions(places), "--install-extension", vsix, "--force"], {
        env: environmentOf(places),
        encoding: "utf8",
    });
    // The server reports failures on its standard output and exits with 0 all the same.
    if (done.status !== 0 || !/successfully installed/.test(done.stdout)) {
        throw new Error(`The extension could not be installed:\n${done.stdout}${done.stderr}`);
    }
}

/** Starts the server on a free port of this machine's own. */
export async function startServer(places: ServerPlaces, log: (text: string) => void = () => {}): Promise<Server> {
    // Without a token every user of this machine, and every page in a browser on it, could open a terminal here.
    const token = randomBytes(16).toString("hex");
    const tokenFile = path.join(places.runtime, "token");
    fs.writeFileSync(tokenFile, token, { mode: 0o600 });
    const child = spawn(
        serverNode,
        [
            ...serverOptions(places),
            ...["--host", "127.0.0.1", "--port", "0", "--connection-token-file", tokenFile, "--enable-smoke-test-driver"],
            ...["--telemetry-level", "off", "--disable-workspace-trust", "--disable-getting-started-override"],
            ...["--reconnection-grace-time", "2"],
        ],
        // A process group of its own: the server starts extension hosts, terminals and debuggers, and all of them end with it.
        { env: environmentOf(places), stdio: ["ignore", "pipe", "pipe"], detached: true },
    );
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    const port = await portOf(child, log);
    return {
        port,
        ended,
        running: () => isRunning(child),
        addressOf: (folder) => `http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder).replaceAll("%2F", "/")}&tkn=${token}`,
        stop: () => stop(child),
    };
}

function serverOptions(places: ServerPlaces): string[] {
    return [
        serverMain,
        "--accept-server-license-terms",
        ...["--server-data-dir", places.data, "--extensions-dir", path.join(places.data, "extensions")],
    ];
}

function environmentOf(places: ServerPlaces): NodeJS.ProcessEnv {
    const temporary = path.join(places.runtime, "tmp");
    fs.mkdirSync(temporary, { recursive: true, mode: 0o700 });
    return {
        ...process.env,
        XDG_RUNTIME_DIR: places.runtime,
        TMPDIR: temporary,
        XDG_CACHE_HOME: path.join(places.runtime, "cache"),
        ...(places.home === undefined ? {} : { HOME: places.home }),
        // No marketplace: the window must work, and stay quiet, without a network.
        EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    };
}

function portOf(child: ChildProcess, log: (text: string) => void): Promise<number> {
    return new Promise((resolve, reject) => {
        let printed = "";
        const read = (chunk: Buffer): void => {
            const text = chunk.toString();
            log(text);
            printed += text;
            const port = /listening on (\d+)/.exec(printed)?.[1];
            if (port !== undefined) {
                printed = "";
                resolve(Number(port));
            }
        };
        child.stdout?.on("data", read);
        child.stderr?.on("data", read);
        child.once("error", reject);
        child.once("exit", () => reject(new Error(`The VS Code server ended at once:\n${printed}`)));
    });
}

function isRunning(child: ChildProcess): boolean {
    return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

async function stop(child: ChildProcess): Promise<void> {
    if (!isRunning(child)) return;
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    signalGroup(child.pid, "SIGTERM");
    const insisting = setTimeout(() => signalGroup(child.pid, "SIGKILL"), 5000);
    await ended;
    clearTimeout(insisting);
    // What ignored SIGTERM and outlived the server.
    signalGroup(child.pid, "SIGKILL");
}

function signalGroup(leader: number | undefined, signal: NodeJS.Signals): void {
    if (leader === undefined) return;
    try {
        process.kill(-leader, signal);
    } catch {
        // The group is gone already, which is what was wanted.
    }
}
