/** Ten thousand signals among processes that are stopped and continued all the time: nothing is lost, and what they print is the same. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { buildPrograms } from "./buildPrograms";
import { ipcscope } from "./commandLine";
import { PacketClient } from "./packetClient";
import { SeededRandom } from "./random/seededRandom";
import { TracedPrograms } from "./tracedPrograms";

const storm = path.resolve(__dirname, "../programs/build/signal_storm");
/** Twenty take some minutes. */
const seeds = Number(process.env["STORM_SEEDS"] ?? 3);

describe("a storm of signals", () => {
    let directory: string;
    let alone: string;

    before(() => {
        buildPrograms();
        alone = spawnSync(storm, { encoding: "utf8" }).stdout;
        assert.match(alone, /impossible results: 0/);
    });
    beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"))));
    afterEach(() => rmSync(directory, { recursive: true }));

    it("is the same while kill stops and continues its processes at random", async () => {
        for (let seed = 1; seed <= seeds; seed++) {
            const recorder = spawn(ipcscope, ["record", "-o", "t", "--", storm], { cwd: directory, stdio: ["ignore", "pipe", "inherit"] });
            let output = "";
            let ended = false;
            recorder.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
            const status = new Promise<number | null>((resolve) => recorder.on("close", resolve)).finally(() => (ended = true));
            const stops = await disturb(recorder.pid ?? 0, new SeededRandom(seed), () => ended);
            assert.deepEqual({ seed, status: await status, output }, { seed, status: 0, output: alone });
            assert.ok(stops > 0, "somebody was stopped");
            const { stdout } = spawnSync(ipcscope, ["verify", "--trace", "t"], { cwd: directory, encoding: "utf8" });
            assert.match(stdout, / events, 0 faults\n$/);
        }
    });

    it("is the same while a debugger pauses it at random, and all others with it", async () => {
        for (let seed = 1; seed <= seeds; seed++) {
            const random = new SeededRandom(seed);
            const traced = await TracedPrograms.start([storm]);
            try {
                const client = await PacketClient.connect(await traced.launched());
                await client.ask("?");
                await client.ask(`QPassSignals:${Array.from({ length: 0x97 }, (_, index) => (index + 1).toString(16)).join(";")}`);
                let reply = "";
                let pauses = 0;
                while (!/^[WX]/.test(reply)) {
                    client.send("vCont;c");
                    const next = client.reply();
                    await setTimeout(1 + random.below(20));
                    client.sendRaw("\x03");
                    reply = await next;
                    pauses++;
                }
                client.close();
                assert.deepEqual({ seed, output: (await traced.finish()).output }, { seed, output: alone });
                assert.ok(pauses > 1, "it was paused");
            } finally {
                await traced.dispose();
            }
        }
    });
});

/** Stops one of the programs, and continues it, again and again; returns how often. */
async function disturb(recorder: number, random: SeededRandom, isOver: () => boolean): Promise<number> {
    let stops = 0;
    while (!isOver()) {
        const programs = descendants(recorder).filter((pid) => nameOf(pid) === path.basename(storm));
        const pid = programs.length === 0 ? undefined : random.pick(programs);
        if (pid !== undefined && send(pid, "SIGSTOP")) {
            stops++;
            await setTimeout(random.below(10));
            send(pid, "SIGCONT");
        }
        await setTimeout(1 + random.below(10));
    }
    return stops;
}

function send(pid: number, signal: "SIGSTOP" | "SIGCONT"): boolean {
    try {
        return process.kill(pid, signal);
    } catch {
        return false;
    }
}

function descendants(pid: number): readonly number[] {
    const children = text(`/proc/${pid}/task/${pid}/children`).split(" ").map(Number).filter(Boolean);
    return children.flatMap((child) => [child, ...descendants(child)]);
}

function nameOf(pid: number): string {
    return text(`/proc/${pid}/comm`).trim();
}

/** Of a process that has ended meanwhile: nothing. */
function text(file: string): string {
    try {
        return readFileSync(file, "utf8");
    } catch {
        return "";
    }
}
