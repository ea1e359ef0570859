/**
 * Recording side by side with strace and with no tracer, in one run; prints a table and writes test/output/bench.json.
 * `--against CHECKOUT`: interpretation also as that checkout of the project does it.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { applicationRate } from "./measure/application";
import { breakpointRun } from "./measure/breakpointRun";
import { interpretationRateIn } from "./measure/otherCheckout";
import { pictureTime } from "./measure/picture";
import { recordedRun } from "./measure/recordedRun";
import { medianRuns, timedRun } from "./measure/timedRun";

const root = path.resolve(__dirname, "../..");
const programs = path.join(root, "test/programs/build");
const rounds = 20_000;
/** Long enough that the start of the interpreter, which is slow code at first, counts little. */
const roundsToFollow = 80_000;
/** `strace -k` is so slow that fewer rounds say as much. */
const roundsWithStacks = 4_000;
const roundsOfStraceWithStacks = 400;
const busyIterations = 200_000;
const children = 1_000;

interface Measurement {
    readonly what: string;
    readonly value: number;
    readonly unit: string;
    /** The goal, with the side on which the value should be. */
    readonly goal: { readonly atLeast: number } | { readonly atMost: number } | null;
}

async function measure(directory: string): Promise<readonly Measurement[]> {
    const straceLog = path.join(directory, "strace.log");
    const pingpong = path.join(programs, "pingpong");
    const busy = path.join(programs, "busy");
    const manyChildren = path.join(programs, "many_children");
    const run =
        (...command: string[]) =>
        () =>
            timedRun(command, directory);

    const exchange = await medianRuns(
        {
            bare: run(pingpong, String(rounds)),
            strace: run("strace", "-f", "--seccomp-bpf", "-yy", "-ttt", "-s", "4096", "-o", straceLog, pingpong, String(rounds)),
            ours: () => recordedRun([pingpong, String(rounds)], directory, { stacks: false, trace: "pingpong.ipctrace" }),
        },
        3,
    );
    const stacks = await medianRuns(
        {
            strace: run("strace", "-f", "-k", "-o", straceLog, pingpong, String(roundsOfStraceWithStacks)),
            ours: () => recordedRun([pingpong, String(roundsWithStacks)], directory, { stacks: true }),
        },
        3,
    );
    const computing = await medianRuns(
        { bare: run(busy, String(busyIterations)), ours: () => recordedRun([busy, String(busyIterations)], directory, { stacks: true }) },
        5,
    );
    const forking = await medianRuns(
        {
            strace: run("strace", "-f", "-o", straceLog, manyChildren, String(children)),
            ours: () => breakpointRun([manyChildren, String(children)], "never_called", directory),
        },
        3,
    );
    const memory = Math.max(...[exchange.ours, stacks.ours, computing.ours, forking.ours].map((one) => one.peakMegabytes));

    return [
        { what: "ping-pong, no tracer", value: rounds / exchange.bare.seconds, unit: "rounds/s", goal: null },
        { what: "ping-pong, strace with payload", value: rounds / exchange.strace.seconds, unit: "rounds/s", goal: null },
        { what: "ping-pong, ipcscope without stacks", value: rounds / exchange.ours.seconds, unit: "rounds/s", goal: null },
        { what: "  ratio to strace", value: exchange.strace.seconds / exchange.ours.seconds, unit: "×", goal: { atLeast: 1.3 } },
        { what: "ping-pong, strace -k", value: roundsOfStraceWithStacks / stacks.strace.seconds, unit: "rounds/s", goal: null },
        { what: "ping-pong, ipcscope with stacks", value: roundsWithStacks / stacks.ours.seconds, unit: "rounds/s", goal: null },
        {
            what: "  ratio to strace -k",
            value: (roundsWithStacks * stacks.strace.seconds) / (roundsOfStraceWithStacks * stacks.ours.seconds),
            unit: "×",
            goal: { atLeast: 8 },
        },
        {
            what: "busy loop, time to that without tracer",
            value: computing.ours.seconds / computing.bare.seconds,
            unit: "×",
            goal: { atMost: 1.05 },
        },
        {
            what: "1,000 children, time to that of strace -f",
            value: forking.ours.seconds / forking.strace.seconds,
            unit: "×",
            goal: { atMost: 3 },
        },
        { what: "engine's memory at its peak", value: memory, unit: "MB", goal: { atMost: 30 } },
        ...(await following([pingpong, String(roundsToFollow)], directory)),
    ];
}

/** From records to events, and from events to the diagram's state; the fastest of several runs, since others only disturb. */
async function following(program: readonly string[], directory: string): Promise<readonly Measurement[]> {
    await recordedRun(program, directory, { stacks: false, trace: "long.ipctrace" });
    const trace = path.join(directory, "long.ipctrace");
    const against = process.argv.indexOf("--against");
    const checkout = against < 0 ? undefined : process.argv[against + 1];
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = 0; round < 5; round++) {
        ours.push(interpretationRateIn(root, trace));
        if (checkout !== undefined) theirs.push(interpretationRateIn(checkout, trace));
    }
    const rate = Math.max(...ours);
    const application = Math.max(await applicationRate(trace), await applicationRate(trace), await applicationRate(trace));
    return [
        { what: "interpretation of a trace", value: rate, unit: "events/s", goal: { atLeast: 400_000 } },
        ...(checkout === undefined
            ? []
            : [{ what: "  ratio to the other checkout", value: rate / Math.max(...theirs), unit: "×", goal: null }]),
        { what: "the diagram's worker follows", value: application, unit: "events/s", goal: { atLeast: 400_000 } },
        { what: "a picture of a crowd", value: pictureTime(), unit: "ms", goal: { atMost: 16 } },
    ];
}

function table(measurements: readonly Measurement[]): string {
    const lines = measurements.map(({ what, value, unit, goal }) => {
        const number = value >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(2);
        return `${what.padEnd(44)}${number.padStart(10)} ${unit.padEnd(9)}${goal === null ? "" : verdict(value, goal)}`;
    });
    return lines.join("\n");
}

function verdict(value: number, goal: NonNullable<Measurement["goal"]>): string {
    if ("atLeast" in goal) return `${value >= goal.atLeast ? "good" : "MISSED"}: at least ${goal.atLeast}`;
    return `${value <= goal.atMost ? "good" : "MISSED"}: at most ${goal.atMost}`;
}

async function main(): Promise<void> {
    const directory = mkdtempSync(path.join(tmpdir(), "ipcscope-bench-"));
    try {
        spawnSync("make", ["-s", "-C", path.join(root, "test/programs")], { stdio: "inherit" });
        const measurements = await measure(directory);
        console.log(table(measurements));
        mkdirSync(path.join(root, "test/output"), { recursive: true });
        writeFileSync(path.join(root, "test/output/bench.json"), `${JSON.stringify(measurements, null, 2)}\n`);
    } finally {
        rmSync(directory, { recursive: true, force: true });
    }
}

void main();
