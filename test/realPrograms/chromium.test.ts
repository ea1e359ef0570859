/** Chromium, without a window, opens one page: a tree of processes that talk over socket pairs and pass descriptors to each other. */
import assert from "node:assert/strict";
import { RealProgram } from "./recordedProgram";

/** As root it cannot use its sandbox, and it must not try to reach a network that may not be there. */
const script = `
HOME=$PWD chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-background-networking \\
    --no-first-run --user-data-dir="$PWD/profile" --dump-dom "file://$PWD/page.html" 2> complaints
echo "chromium: $?"
rm -rf profile
`;

const page = `<!doctype html><title>page</title><p id="said"></p>
<script>document.getElementById("said").textContent = [1, 2, 3].map((n) => n * n).join(" ");</script>
`;

describe("Chromium", () => {
    const program = new RealProgram(script);
    before(() => program.write("page.html", page));
    after(() => program.remove());

    it("shows a page recorded as it does alone, and all of its processes are seen to end", () => {
        const alone = program.alone().output;
        assert.match(alone, /<p id="said">1 4 9<\/p>[^]*\nchromium: 0\n$/);
        assert.equal(program.recorded().output, alone);
        const events = program.events();
        assert.ok(events.filter((line) => / executes .*chromium --type=zygote /.test(line)).length >= 2, "two zygotes");
        assert.ok(
            events.some((line) => / executes .* --type=utility /.test(line)),
            "the network's process",
        );
        assert.ok(
            events.some((line) => / sendmsg passed descriptor \d+ of the memory file /.test(line)),
            "memory goes from one to the other in messages",
        );
        assert.match(events.findLast((line) => line !== "") ?? "", /All processes have ended\.$/);
    });

    it("leaves a recording without a fault", () => assert.deepEqual(program.faults(), []));
});
