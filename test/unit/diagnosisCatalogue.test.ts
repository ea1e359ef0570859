import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { catalogue } from "../../tracer/diagnosis/catalogue";

const root = path.resolve(__dirname, "../..");
const bank = path.join(root, "test/diagnosis/bank");
const read = (name: string): string => readFileSync(path.join(root, name), "utf8");

describe("the catalogue of rules", () => {
    const ids = catalogue.map(({ id }) => id);

    it("gives each rule an identifier of its own", () => {
        assert.deepEqual(ids, [...new Set(ids)]);
        for (const id of ids) assert.match(id, /^IPC\d{3}$/);
    });

    it("names each rule in the documents, with its severity", () => {
        const rows = read("docs/diagnosis.md")
            .split("\n")
            .filter((line) => line.startsWith("| [IPC") || line.startsWith("| IPC"));
        const severities = rows.map((row) => /(IPC\d{3}).*?\| (error|warning|note)\b/.exec(row)?.slice(1).join(" "));
        assert.deepEqual(
            severities.toSorted((one = "", other = "") => one.localeCompare(other)),
            catalogue.map(({ id, severity }) => `${id} ${severity}`).toSorted((one, other) => one.localeCompare(other)),
        );
    });

    it("explains each rule on a page, with a wrong and a right program", () => {
        for (const { id, title } of catalogue) {
            const page = read(`docs/diagnosis/${id}.md`);
            assert.ok(page.startsWith(`# ${id}: ${title}\n`), `${id}: its title`);
            assert.match(page, /\n## Wrong\n\n```c\n.+\n```\n\n## Right\n\n```c\n.+\n```\n/s, id);
        }
    });

    it("has a program for each rule in the bank, and its mended twin", () => {
        const found = new Set<string>();
        for (const name of readdirSync(bank).filter((program) => program.endsWith(".c") && !program.endsWith("_ok.c"))) {
            found.add(/^ \* finding: (IPC\d{3})/m.exec(read(`test/diagnosis/bank/${name}`))?.[1] ?? "");
            assert.ok(existsSync(path.join(bank, name.replace(/\.c$/, "_ok.c"))), `${name}: its twin`);
        }
        assert.deepEqual([...found].toSorted(), ids.toSorted());
    });
});
