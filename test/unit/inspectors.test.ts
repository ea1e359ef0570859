/** How the debuggers of a launch's Node processes find them. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { InspectorDoor } from "../../extension/adapter/inspectorDoor";
import { Inspectors } from "../../extension/adapter/inspectors";
import type { InspectorOpened } from "../../extension/protocol/customEvents";

/** Answers each visitor with what he sent, in capitals. */
async function inspector(): Promise<{ readonly server: Server; readonly url: string }> {
    const server = createServer((socket) => {
        socket.on("data", (bytes) => socket.write(bytes.toString().toUpperCase())).on("error", () => undefined);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    return { server, url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/inspector` };
}

function knock(url: string): Socket {
    const { port, hostname, pathname } = new URL(url);
    const socket = connect(Number(port), hostname).on("error", () => undefined);
    socket.write(`GET ${pathname} HTTP/1.1\r\nUpgrade: websocket\r\n\r\n`);
    return socket;
}

function closed(socket: Socket): Promise<void> {
    return new Promise((resolve) => socket.once("close", () => resolve()));
}

async function answer(socket: Socket): Promise<string> {
    const [bytes] = (await once(socket, "data")) as [Buffer];
    return bytes.toString();
}

describe("a door to an inspector", () => {
    const answered = "GET /INSPECTOR HTTP/1.1\r\nUPGRADE: WEBSOCKET\r\n\r\n";
    let door: InspectorDoor;
    let behind: Awaited<ReturnType<typeof inspector>>;

    beforeEach(async () => ([door, behind] = await Promise.all([InspectorDoor.open(), inspector()])));
    afterEach(() => {
        door.close();
        behind.server.close();
    });

    it("lets who knocks wait until the inspector is known, and leads there", async () => {
        const early = knock(door.url);
        await once(early, "connect");
        door.leadTo(behind.url);
        assert.equal(await answer(early), answered);
        early.write("more");
        assert.equal(await answer(early), "MORE");
        early.destroy();
        const late = knock(door.url);
        assert.equal(await answer(late), answered);
        late.destroy();
    });

    it("is shut for who does not know its whole address", async () => {
        door.leadTo(behind.url);
        await closed(knock(new URL("/other", door.url).href));
    });

    it("sends away who waits when it closes, and who is there", async () => {
        const [first, second] = [knock(door.url), knock(door.url)];
        await Promise.all([once(first, "connect"), once(second, "connect")]);
        const gone = Promise.all([closed(first), closed(second)]);
        door.close();
        await gone;
        assert.equal(door.isOpen, false);
    });
});

describe("the inspectors of a launch", () => {
    let folder: string;
    let told: Pick<InspectorOpened, "pid" | "url">[];
    let shut: string[];
    let inspectors: Inspectors;
    let heard: () => void = () => undefined;

    beforeEach(() => {
        folder = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        [told, shut] = [[], []];
        inspectors = new Inspectors(path.join(folder, "inspectors"), {
            opened: (opened) => {
                told.push(opened);
                heard();
            },
            closed: (url) => shut.push(url),
        });
    });
    afterEach(() => {
        inspectors.close();
        rmSync(folder, { recursive: true });
    });

    async function announce(pid: number, url: string): Promise<void> {
        const file = path.join(folder, "inspectors", String(pid));
        const next = new Promise<void>((resolve) => (heard = resolve));
        writeFileSync(`${file}.part`, url);
        renameSync(`${file}.part`, `${file}.url`);
        await next;
    }

    it("are told as they open", async () => {
        await inspectors.open(false);
        await announce(11, "ws://127.0.0.1:1/a");
        await announce(12, "ws://127.0.0.1:2/b");
        // It has executed Node again.
        await announce(11, "ws://127.0.0.1:3/c");
        assert.deepEqual(told, [
            { pid: 11, url: "ws://127.0.0.1:1/a" },
            { pid: 12, url: "ws://127.0.0.1:2/b" },
            { pid: 11, url: "ws://127.0.0.1:3/c" },
        ]);
    });

    it("have an address before the first one is there, where one is expected", async () => {
        await inspectors.open(true);
        const [door] = told;
        await announce(11, "ws://127.0.0.1:1/a");
        await announce(12, "ws://127.0.0.1:2/b");
        assert.deepEqual(told, [
            { pid: null, url: door?.url },
            { pid: 11, url: door?.url },
            { pid: 12, url: "ws://127.0.0.1:2/b" },
        ]);
        inspectors.close();
        assert.deepEqual(shut, [], "somebody came");
    });

    it("tell the debugger that waits when nobody will come", async () => {
        await inspectors.open(true);
        inspectors.close();
        inspectors.close();
        assert.deepEqual(shut, [told[0]?.url]);
    });
});
