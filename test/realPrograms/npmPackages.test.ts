/** Packages of npm that start programs and threads, and the tests of one of them. */
import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import path from "node:path";
import { RealProgram } from "./recordedProgram";

/** These versions run on the oldest Node that is asked for. */
const packages = ["concurrently@9.2.5", "execa@9.6.1", "piscina@5.3.2", "tinypool@2.2.0"];
/** What piscina's tests need. */
const forTests = ["tsx@4", "abort-controller@3", "concat-stream@2"];

const commands = `
import concurrently from "concurrently";
const { result } = concurrently(["node -e \\"console.log('a')\\"", "sh -c 'echo b'", "printf 'x\\\\ny\\\\n' | wc -l"]);
await result;
console.log("all have ended");
`;

const children = `
import { execa } from "execa";
const { stdout } = await execa("sort", { input: "pear\\napple\\nfig\\n" });
console.log(stdout.split("\\n").join(" "));
const counted = await execa("echo", ["one two three"]).pipe("wc", ["-w"]);
console.log(counted.stdout.trim());
const many = await Promise.all(Array.from({ length: 8 }, (_, each) => execa("sh", ["-c", \`exit \${each}\`], { reject: false })));
console.log(many.map(({ exitCode }) => exitCode).join(" "));
const late = await execa("sleep", ["60"], { timeout: 300, reject: false });
console.log(late.timedOut, late.signal);
const twice = "process.on('message', (given) => process.send(given * 2, () => process.exit()))";
const child = execa({ ipc: true })("node", ["-e", twice]);
await child.sendMessage(21);
console.log(await child.getOneMessage());
await child;
`;

const pools = `
import { Piscina } from "piscina";
import Tinypool from "tinypool";
const filename = new URL("./sum.mjs", import.meta.url).href;
for (const pool of [new Piscina({ filename, maxThreads: 4 }), new Tinypool({ filename, runtime: "child_process", maxThreads: 2 })]) {
    const sums = await Promise.all(Array.from({ length: 100 }, (_, each) => pool.run({ a: each, b: 1 })));
    console.log(sums.reduce((one, other) => one + other));
    await pool.destroy();
}
`;

interface Case {
    readonly about: string;
    readonly file: string;
    readonly text: string;
    /** What it prints, whose lines may come in another order each time. */
    readonly prints: readonly string[];
    /** What the recording tells. */
    readonly tells: readonly RegExp[];
}

const cases: readonly Case[] = [
    {
        about: "concurrently runs three commands",
        file: "commands.mjs",
        text: commands,
        prints: ["[0] a", "[1] b", "[2] 2", "all have ended"],
        tells: [/executes .*\bwc -l/],
    },
    {
        about: "execa feeds, connects, counts, ends and asks children",
        file: "children.mjs",
        text: children,
        prints: ["apple fig pear", "3", "0 1 2 3 4 5 6 7", "true SIGTERM", "42"],
        tells: [/gets SIGTERM from p1/, /executes .*\bsort\b/],
    },
    {
        about: "piscina and tinypool share work between threads and between processes",
        file: "pools.mjs",
        text: pools,
        prints: ["5050", "5050"],
        tells: [/sent \d+ bytes to socket\d+: JSON {/],
    },
];

function sorted(output: string): readonly string[] {
    return output
        .split("\n")
        .filter((line) => line !== "" && !line.includes(" exited with code "))
        .toSorted();
}

describe("packages of npm", () => {
    const program = new RealProgram('exec node "$1"\n');
    before(() => {
        program.write("package.json", "{}");
        program.write("sum.mjs", "export default ({ a, b }) => a + b;\n");
        program.prepare("npm", "install", "--no-audit", "--no-fund", ...packages);
    });
    after(() => program.remove());

    for (const { about, file, text, prints, tells } of cases) {
        it(`${about}, recorded as alone`, () => {
            program.write(file, text);
            const alone = program.alone(file);
            const recorded = program.recorded(file);
            assert.deepEqual([alone.status, sorted(alone.output)], [0, prints.toSorted()]);
            assert.deepEqual([recorded.status, sorted(recorded.output), recorded.complaints], [0, prints.toSorted(), alone.complaints]);
            assert.deepEqual(program.faults(), []);
            const events = program.events();
            assert.deepEqual(
                tells.filter((each) => !events.some((line) => each.test(line))),
                [],
            );
        });
    }

    it("are as the kernel says", () => assert.deepEqual(program.differences("commands.mjs"), []));
});

describe("the tests of piscina", () => {
    const program = new RealProgram("cd piscina && exec node --import tsx --test test/*.test.ts\n");
    before(() => {
        program.write("package.json", "{}");
        program.prepare("npm", "install", "--no-audit", "--no-fund", ...packages, ...forTests);
        cpSync(path.join(program.directory, "node_modules/piscina"), path.join(program.directory, "piscina"), { recursive: true });
    });
    after(() => program.remove());

    it("pass recorded as they do alone", () => {
        const counts = (output: string): readonly string[] =>
            output.split("\n").filter((line) => /^# (tests|pass|fail|cancelled|skipped) /.test(line));
        const alone = program.alone();
        const recorded = program.recorded();
        assert.equal(alone.status, 0);
        assert.ok(counts(alone.output).includes("# fail 0"));
        assert.deepEqual([recorded.status, counts(recorded.output)], [0, counts(alone.output)]);
        assert.deepEqual(program.faults(), []);
    });
});
