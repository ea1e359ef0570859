import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readElfFile } from "../../tracer/symbols/elfFile";
import type { Variable } from "../../tracer/symbols/sourceLookup";
import { SymbolLookup } from "../../tracer/symbols/symbolLookup";

const source = `#include <pthread.h>
#include <semaphore.h>
static char large[100000];
static struct table {
    int seats;
    struct { pthread_mutex_t lock; } forks[2][3];
    union { int one; long other; } either;
    struct { pthread_cond_t changed; };
    const volatile struct { sem_t _sem; } *elsewhere;
} table = { .seats = 3 };
static pthread_mutex_t filled[2] = { { { .__kind = 1 } } };
sem_t served;
static unsigned int turn;
static void *count(void *nothing)
{
    static pthread_rwlock_t counted;
    pthread_rwlock_rdlock(&counted);
    return nothing;
}
int main(int argc, char *argv[])
{
    large[argc] = argv[0][0];
    turn = argc;
    sem_init(&served, 0, 0);
    return (int) (long) count(&table) + filled[1].__data.__kind;
}
`;
/** What lies so many bytes behind the beginning of a symbol. */
const places: readonly (readonly [string, number])[] = [
    ["table", 0],
    ["table", 8 + 4 * 40],
    ["table", 8 + 4 * 40 + 16],
    ["table", 4],
    ["table", 248],
    ["table", 256 + 40],
    ["filled", 40],
    ["served", 8],
    ["turn", 0],
    ["counted.0", 8],
    ["large", 99_999],
];
const described = [
    "table.seats: int",
    "table.forks[1][1].lock: pthread_mutex_t",
    "table.forks[1][1].lock: pthread_mutex_t",
    "table+0x4: null",
    "table.either: null",
    "table.changed: pthread_cond_t",
    "filled[1]: pthread_mutex_t",
    "served: sem_t",
    "turn: unsigned int",
    "counted: pthread_rwlock_t",
    "large[99999]: char",
];
const withoutTypes = [
    "table: null",
    "table+0xa8: null",
    "table+0xb8: null",
    "table+0x4: null",
    "table+0xf8: null",
    "table+0x128: null",
    "filled+0x28: null",
    "served+0x8: null",
    "turn: null",
    "counted+0x8: null",
    "large+0x1869f: null",
];

describe("variables", () => {
    let directory: string;

    before(() => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        writeFileSync(path.join(directory, "main.c"), source);
    });
    after(() => rmSync(directory, { recursive: true }));

    function compile(...options: readonly string[]): string {
        const program = path.join(directory, `program${options.join("")}`.replaceAll(/[^\w-]/g, "_"));
        execFileSync("gcc", ["-o", program, ...options, "-pthread", path.join(directory, "main.c")]);
        return program;
    }

    function offsetsIn(program: string): readonly bigint[] {
        const [, offset = "0", address = "0"] = / LOAD +0x(\w+) 0x(\w+) .* RW /.exec(run("readelf", "-lW", program)) ?? [];
        const symbols = new Map([...run("nm", program).matchAll(/^(\w+) [a-zA-Z] (\S+)$/gm)].map(([, at, name]) => [name, `0x${at}`]));
        return places.map(([symbol, within]) => {
            const at = symbols.get(symbol) ?? assert.fail(symbol);
            return BigInt(at) + BigInt(within) - BigInt(`0x${address}`) + BigInt(`0x${offset}`);
        });
    }

    async function variablesAt(program: string, offsets: readonly bigint[], buildId?: string): Promise<readonly (Variable | undefined)[]> {
        const lookup = new SymbolLookup(() => undefined);
        const known = (await readElfFile(program))?.buildId ?? "";
        const module = { type: "module", id: 1, device: 1n, inode: 1n, buildId: buildId ?? known, path: program } as const;
        const stacks = offsets.map(
            (offset, place) => ({ type: "stack", id: place + 1, frames: [{ module: 1, offset }], cut: false }) as const,
        );
        try {
            await lookup.prepare([module, ...stacks]);
            return stacks.map(({ id }) => lookup.variable(id));
        } finally {
            await lookup.close();
        }
    }

    const texts = (variables: readonly (Variable | undefined)[]): readonly (string | null)[] =>
        variables.map((each) => (each === undefined ? null : `${each.name}: ${each.type}`));

    for (const options of [
        ["-g"],
        ["-gdwarf-4"],
        ["-gdwarf-3"],
        ["-g", "-gz"],
        ["-g", "-O2", "-fno-toplevel-reorder"],
        ["-g", "-no-pie"],
        ["-g", "-static"],
    ]) {
        it(`are found, with their types, in a program compiled with ${options.join(" ")}`, async () => {
            const program = compile(...options);
            assert.deepEqual(texts(await variablesAt(program, offsetsIn(program))), described);
        });
    }

    it("are found by their symbols where there is no debug information", async () => {
        const program = compile();
        assert.deepEqual(texts(await variablesAt(program, offsetsIn(program))), withoutTypes);
    });

    it("are not known of a stripped program, of a library, and of a program that has changed", async () => {
        const program = compile("-g");
        const offsets = offsetsIn(program);
        const unknown = offsets.map(() => null);
        assert.deepEqual(texts(await variablesAt(program, offsets, "00")), unknown);
        const library = compile("-g", "-shared", "-fPIC");
        assert.deepEqual(texts(await variablesAt(library, offsetsIn(library))), unknown);
        run("strip", program);
        assert.deepEqual(texts(await variablesAt(program, offsets)), unknown);
    });

    it("are no functions", async () => {
        const program = compile("-g", "-no-pie");
        const [, offset = "0"] = /\.text +PROGBITS +\w+ (\w+)/.exec(run("readelf", "-SW", program)) ?? [];
        assert.deepEqual(await variablesAt(program, [BigInt(`0x${offset}`)]), [undefined]);
    });

    it("are not known, and nothing else happens, where debug information is damaged", async function () {
        this.timeout(60_000);
        const program = compile("-g");
        const offsets = offsetsIn(program);
        const elf = (await readElfFile(program)) ?? assert.fail();
        const whole = readFileSync(program);
        const { offset = 0, length = 1 } = elf.sections.find(({ name }) => name === ".debug_info") ?? {};
        for (let seed = 1; seed <= 60; seed++) {
            const bytes = Buffer.from(whole);
            for (let place = 0; place < 4; place++) {
                bytes[offset + ((seed * 7919 + place * 104_729) % length)] = (seed * 31 + place * 17) & 255;
            }
            writeFileSync(program, bytes);
            assert.equal((await variablesAt(program, offsets)).length, offsets.length);
        }
    });
});

function run(command: string, ...words: readonly string[]): string {
    return execFileSync(command, words, { encoding: "utf8" });
}
