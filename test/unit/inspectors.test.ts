/** How the debuggers of a launch's Node processes find them. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { InspectorDoor } from "../../extension/inspectorDoor";
import { Inspectors, type Inspector } from "../../extension/adapter/inspectors";

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
    socket.write(`GET ${pathname} HTTP/1.1\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`);
    return socket;
}

function closed(socket: Socket): Promise<void> {
    return new Promise((resolve) => socket.once("close", () => resolve()));
}

/** All that is sent until the connection ends. */
async function whole(socket: Socket): Promise<string> {
    const bytes: Buffer[] = [];
    socket.on("data", (some: Buffer) => bytes.push(some));
    await closed(socket);
    return Buffer.concat(bytes).toString("latin1");
}

async function answer(socket: Socket): Promise<string> {
    const [bytes] = (await once(socket, "data")) as [Buffer];
    return bytes.toString();
}

describe("a door to an inspector", () => {
    const answered = "GET /INSPECTOR HTTP/1.1\r\nSEC-WEBSOCKET-KEY: DGHLIHNHBXBSZSBUB25JZQ==\r\n\r\n";
    /** The key and its answer are the example of RFC 6455, 1.3; at the end stands a frame that closes. */
    const refused = [
        "HTTP/1.1 101 Switching Protocols",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
        "",
        "\x88\x00",
    ].join("\r\n");
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

    it("holds what is said back until it may be heard", async () => {
        const debuggers = knock(door.url);
        door.leadTo(behind.url);
        assert.equal(await answer(debuggers), answered);
        let release = (): void => undefined;
        const held = door.hold(new Promise((resolve) => (release = resolve)));
        debuggers.write("go on");
        let isReleased = false;
        const heard = answer(debuggers).then((text) => [text, isReleased]);
        // Through another connection everything would have come by now.
        const other = knock(door.url);
        assert.equal(await answer(other), answered);
        isReleased = true;
        release();
        await held;
        assert.deepEqual(await heard, ["GO ON", true]);
        for (const socket of [debuggers, other]) socket.destroy();
    });

    it("is shut for who does not know its whole address", async () => {
        door.leadTo(behind.url);
        await closed(knock(new URL("/other", door.url).href));
    });

    it("ends the connection of who waits, and of who comes, when there will be no inspector", async () => {
        const early = knock(door.url);
        await once(early, "connect");
        door.giveUp();
        for (const socket of [early, knock(door.url)]) assert.equal(await whole(socket), refused);
    });

    it("ends that of who comes when nobody is to be led there any more", async () => {
        door.leadTo(behind.url);
        door.giveUp();
        assert.equal(await whole(knock(door.url)), refused);
    });

    it("does so, too, when the inspector's process has ended", async () => {
        behind.server.close();
        await once(behind.server, "close");
        door.leadTo(behind.url);
        assert.equal(await whole(knock(door.url)), refused);
    });

    it("lets nobody stay when it closes", async () => {
        const [first, second] = [knock(door.url), knock(door.url)];
        await Promise.all([once(first, "connect"), once(second, "connect")]);
        const gone = Promise.all([closed(first), closed(second)]);
        door.close();
        await gone;
    });
});

describe("the inspectors of a launch", () => {
    let folder: string;
    let told: Inspector[];
    let inspectors: Inspectors;
    let heard: () => void = () => undefined;

    beforeEach(() => {
        folder = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        told = [];
        inspectors = new Inspectors(path.join(folder, "inspectors"), (found) => {
            told.push(found);
            heard();
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
        await inspectors.open();
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
});
