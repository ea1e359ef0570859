import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { visibleCommands } from "./visibleCommands";
import { manPage } from "../../scripts/man-page/manPage";
import { present } from "../present";

const file = path.resolve(__dirname, "../../docs/ipcscope.1");

describe("the manual page", () => {
    it("is up to date (npm run man-page)", () => assert.equal(readFileSync(file, "utf8"), manPage()));

    it("describes every command and option", () => {
        const page = manPage().replaceAll("\\-", "-");
        for (const command of visibleCommands()) {
            const [section] = present(page.split(`.SS ${command.name()} `)[1]).split(/^\.S[SH] /m);
            const visible = command.options.filter(({ hidden }) => !hidden);
            for (const { long } of visible) assert.ok(present(section).includes(present(long)), `${command.name()} ${long}`);
        }
        assert.doesNotMatch(page, /@[A-Z]+@/);
    });

    it("is read by man without a warning", () => {
        const environment = { ...process.env, LC_ALL: "C.UTF-8", MANWIDTH: "80", MAN_KEEP_FORMATTING: "", MANPAGER: "cat" };
        const { status, stdout, stderr } = spawnSync("man", ["--warnings=w", "-l", file], { encoding: "utf8", env: environment });
        assert.deepEqual([status, stderr], [0, ""]);
        assert.match(stdout, /ipcscope - see what programs do to each other/);
    });
});
