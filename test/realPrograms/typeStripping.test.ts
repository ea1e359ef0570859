/** Samples as they stand, run by versions of Node that take types away themselves: each event has its line. */
import assert from "node:assert/strict";
import path from "node:path";
import { RealProgram } from "./recordedProgram";
import { sampleLines } from "./sampleLines";

const samples = path.resolve(__dirname, "../../samples/ts");

const list: readonly { readonly name: string; readonly prints: readonly string[] }[] = [
    { name: "fork_messages", prints: ["parent: 9", "parent: 49", "parent: 144", "parent: 900"] },
    { name: "echo", prints: [1, 2, 3].map((each) => `client ${each}: hello from ${each}`) },
    { name: "signals", prints: ["child: SIGUSR2", "child: SIGTERM", "parent: the child ended with 3"] },
];

for (const version of ["22", "24"]) {
    describe(`TypeScript with Node ${version}`, () => {
        const program = new RealProgram(`exec node_modules/node/bin/node --disable-warning=ExperimentalWarning ${samples}/$1.ts\n`);
        before(() => program.prepare("npm", "install", "--no-save", "--no-audit", "--no-fund", `node@${version}`));
        after(() => program.remove());

        for (const { name, prints } of list) {
            it(`${name} does what it does alone, and its events have its lines`, async () => {
                const sorted = (text: string): readonly string[] => text.trimEnd().split("\n").toSorted();
                const alone = program.alone(name);
                assert.deepEqual([alone.status, sorted(alone.output)], [0, prints.toSorted()]);
                const recorded = program.recorded(name);
                assert.deepEqual([recorded.status, sorted(recorded.output)], [0, prints.toSorted()]);
                const { wrong, missing, known, unknown } = await sampleLines(path.join(samples, `${name}.ts`), `${name}.ts`, program.trace);
                assert.deepEqual({ wrong, missing }, { wrong: [], missing: [] });
                assert.ok(known >= 0.95 * (known + unknown.length), `${known} events with a line, without: ${unknown.join(", ")}`);
            });
        }
    });
}
