import assert from "node:assert/strict";
import { compareTraces, type ComparedTrace } from "../../tracer/comparison/compareTraces";
import { RecordedTrace } from "../../tracer/review/recordedTrace";
import { play } from "./script";

function run(script: string): ComparedTrace {
    const { events, state } = play(script);
    const trace = new RecordedTrace();
    trace.append(events, () => state);
    return { trace, end: state };
}

const works = `
    p1 pipe 3 4
    p1 fork p2
    p1 fork p3
    p2 close 4
    p1 close 4
    p3 write 4 "hello"
    p3 exits 0
    p2 read 3 "hello"
    p2 enters read 3
    p2 leaves ""
    p2 exits 0
    p1 wait p2`;

describe("two recordings of one program", () => {
    it("do not differ when they are the same", () => {
        assert.deepEqual(compareTraces(run(works), run(works)), {
            programs: null,
            breaksOff: { first: true, second: true },
            differences: [],
            atEnd: [],
        });
    });

    it("do not differ when only the order between processes does, and our numbers with it", () => {
        const other = `
            p1 pipe 3 4
            p1 fork p3
            p1 fork p2
            p1 close 4
            p2 write 4 "hello"
            p2 exits 0
            p3 close 4
            p3 read 3 "hello"
            p3 read 3 ""
            p3 exits 0
            p1 wait p3`;
        assert.deepEqual(compareTraces(run(works), run(other)).differences, []);
    });

    it("differ where a process first does something else, and at the end", () => {
        const hangs = works
            .split("\n")
            .filter((line) => !/p1 close 4|leaves|p2 exits|p1 wait/.test(line))
            .join("\n");
        const { differences, atEnd } = compareTraces(run(works), run(hangs));
        assert.deepEqual(
            differences.map(({ process, same, first, second }) => [process, same, first?.text, second?.text]),
            [
                ["p1", 3, "close(4) closed a descriptor of pipe1.", undefined],
                ["p1.1", 2, "read(3) returned 0: end of file.", undefined],
            ],
        );
        const ends = atEnd.filter(({ what }) => what === "p1.1").map(({ first, second }) => `${first} | ${second}`);
        assert.equal(ends.length, 1);
        assert.match(ends.join(""), /^exit code 0 \| waits in read: .*p1's .*descriptor 4 could still write/);
        assert.ok(atEnd.some(({ what }) => what === "pipe of p1"));
    });

    it("differ when a process is there in one of them only", () => {
        const { differences } = compareTraces(run(works), run(works.replace("p1 wait p2", "p1 wait p2\n p1 fork p4\n p4 close 3")));
        assert.deepEqual(
            differences.map(({ process, first, second }) => [process, first === null, second === null]),
            [
                ["p1", true, false],
                ["p1.3", true, false],
            ],
        );
    });

    it("do not differ in what mkstemp(3) has made of a name", () => {
        const opens = (name: string) => run(`p1 open /tmp/a-${name} = 3`);
        assert.deepEqual(compareTraces(opens("x7YzAb"), opens("Q12345")).differences, []);
        assert.equal(compareTraces(opens("minute"), opens("second")).differences.length, 1);
    });
});
