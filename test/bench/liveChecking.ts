/**
 * What checking costs while a program runs at full speed: the same program is recorded in turn with and without the catalogue held against its trace as
 * that grows, as the extension does. `npx tsx test/bench/liveChecking.ts [ROUNDS] [EVENTS]`, after `npm run build`.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { LiveDiagnosis } from "../../extension/findings/liveDiagnosis";
import { Interpreter } from "../../tracer/interpret/interpreter";
import { SymbolLookup } from "../../tracer/symbols/symbolLookup";
import { createTrace } from "../../tracer/traceFile/createTrace";
import { engineCommand } from "../../tracer/recorder/engineCommand";
import { TraceFollower } from "../../tracer/traceFile/traceFollower";
import { middle, timedRun, type TimedRun } from "./measure/timedRun";

const root = path.resolve(__dirname, "../..");
const rounds = Number(process.argv[2] ?? 10);
/** About what each message of test/programs/message_groups.c makes of them, with its 100 times. */
const eventsOfRound = 600;
const messages = Math.ceil(Number(process.argv[3] ?? 1_000_000) / eventsOfRound);

interface FollowedRun extends TimedRun {
    /** Seconds of the processor that whoever followed the trace needed to its end. */
    readonly following: number;
}

async function followedRun(directory: string, isChecked: boolean): Promise<FollowedRun> {
    const trace = path.join(directory, "live.ipctrace");
    rmSync(trace, { force: true });
    const settings = { programs: [[path.join(root, "test/programs/build/message_groups"), String(messages)]], payload: 4096, stacks: true };
    await createTrace(trace, { ...settings, directory, ipcscope: "bench" });
    const lookup = new SymbolLookup(() => undefined);
    const interpreter = new Interpreter(lookup);
    const diagnosis = new LiveDiagnosis(() => undefined);
    if (isChecked) diagnosis.begin(interpreter);
    const before = process.cpuUsage();
    const follower = new TraceFollower(trace, {
        deliver: async (records) => {
            await lookup.prepare(records);
            for (const record of records) interpreter.read(record);
            if (isChecked) diagnosis.see();
        },
        warn: () => undefined,
        failed: (error) => console.error(error.message),
    });
    const run = await timedRun(engineCommand({ ...settings, trace }), directory);
    await follower.readNow();
    if (isChecked) diagnosis.end();
    const { user, system } = process.cpuUsage(before);
    await follower.close();
    await lookup.close();
    return { ...run, following: (user + system) / 1e6 };
}

async function main(): Promise<void> {
    const directory = mkdtempSync(path.join(tmpdir(), "ipcscope-bench-"));
    try {
        spawnSync("make", ["-s", "-C", path.join(root, "test/programs")], { stdio: "inherit" });
        const runs = { without: [] as FollowedRun[], with: [] as FollowedRun[] };
        // What runs first is compiled first.
        for (const isChecked of [false, true]) await followedRun(directory, isChecked);
        for (let round = 0; round < rounds; round++) {
            runs.without.push(await followedRun(directory, false));
            runs.with.push(await followedRun(directory, true));
        }
        for (const [which, all] of Object.entries(runs)) {
            const of = (key: keyof FollowedRun): string => middle(all.map((run) => run[key])).toFixed(2);
            console.log(
                `${which} checking: recorded in ${of("seconds")} s, ${of("processorSeconds")} s of the processor; followed with ${of("following")} s of the processor`,
            );
        }
        const extra = runs.with.map((run, round) => run.following - (runs.without[round]?.following ?? NaN));
        const share = middle(extra) / middle(runs.without.map(({ seconds }) => seconds));
        console.log(`checking itself: ${middle(extra).toFixed(2)} s of the processor, ${(share * 100).toFixed(1)} % of the recording`);
    } finally {
        rmSync(directory, { recursive: true, force: true });
    }
}

void main();
