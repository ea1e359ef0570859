import assert from "node:assert/strict";
import path from "node:path";
import { installServer } from "../../scripts/vscode-server/install";
import { startServer, type Server } from "../../scripts/vscode-server/server";
import { makeThrowAwayPlaces, type ThrowAwayPlaces } from "./throwAwayPlaces";

/** Whoever gets into the window may open a terminal in it: a server on a shared machine must know its user. */
describe("the VS Code server", () => {
    let places: ThrowAwayPlaces;
    let server: Server;

    before(async () => {
        installServer();
        places = makeThrowAwayPlaces(path.resolve(__dirname, "../../samples"));
        server = await startServer(places);
    });
    after(async () => {
        await server.stop();
        places.remove();
    });

    async function statusOf(change: (address: URL) => void): Promise<number> {
        const address = new URL(server.addressOf("/a b/c&d"));
        change(address);
        return (await fetch(address, { redirect: "manual" })).status;
    }

    it("lets in who has its whole address", async () => {
        // It puts the token into a cookie, and leads on to an address without it.
        assert.equal(await statusOf(() => undefined), 302);
    });

    it("keeps out who has no token, or another", async () => {
        assert.equal(await statusOf((address) => address.searchParams.delete("tkn")), 403);
        assert.equal(await statusOf((address) => address.searchParams.set("tkn", "0".repeat(32))), 403);
    });

    it("is asked for the folder, whatever characters its name has", () => {
        assert.equal(new URL(server.addressOf("/a b/c&d")).searchParams.get("folder"), "/a b/c&d");
    });
});
