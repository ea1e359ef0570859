import assert from "node:assert/strict";
import { advance } from "../../tracer/model/apply";
import { Draft } from "../../tracer/model/draft";
import { InterruptionWatch } from "../../tracer/model/interruption";
import { firstWait } from "../../tracer/model/owners/process";
import type { EndCause, State } from "../../tracer/model/state";
import { WaitWatch } from "../../tracer/model/waitWatch";
import { present } from "../present";
import { Player } from "./script/player";

/** Two processes wait for each other; p1 waits for the child, and the child for something to read. */
const waiting = "p1 pipe 3 4\np1 fork p2\np2 enters read 3\np1 enters wait p2";
/** Neither a read nor a wait has an effect when a signal comes. */
const interrupted = "p2 leaves ERESTARTSYS\np2 gets SIGINT\np1 leaves ERESTARTSYS\np1 gets SIGINT";

interface Watched {
    readonly interruptions: InterruptionWatch;
    readonly waits: WaitWatch;
    readonly end: State;
}

/** The lines as records, with `later` for ten seconds; the trace ends with `cause`, or not at all. */
function watch(script: string, cause: EndCause | null = "ended"): Watched {
    const player = new Player();
    const draft = new Draft();
    const interruptions = new InterruptionWatch();
    const waits = new WaitWatch();
    let [seen, waited] = [0, 0];
    const see = (): void => {
        const events = player.events.slice(seen).map((event) => ({ ...event, time: event.time + waited }));
        seen = player.events.length;
        interruptions.see(events, () => draft.look());
        waits.see(events, () => draft.look());
        for (const event of events) advance(draft, event);
    };
    see();
    for (const line of script.split("\n")) {
        if (line === "later") waited += 10;
        else player.step(line.split(" "));
        see();
    }
    if (cause !== null) player.read({ type: "end", time: 1e9, waitStatus: 0, cause });
    see();
    return { interruptions, waits, end: draft.look() };
}

function waitsIn(state: State): readonly string[] {
    return [...state.processes.values()].map((process) => `${process.id} ${firstWait(process)?.call ?? process.state}`);
}

function before(script: string, cause?: EndCause | null): readonly string[] | null {
    const { interruption } = watch(script, cause).interruptions;
    return interruption === null ? null : [interruption.signal, ...waitsIn(interruption.before)];
}

const bothWait = ["p1 wait4", "p2 read"];

describe("a recording that is ended from outside", () => {
    it("by whoever asked it to end and then killed who was left: the moment before both", () => {
        assert.deepEqual(before(`${waiting}\np1 leaves ERESTARTSYS\np1 gets SIGTERM\np1 killed SIGTERM\np2 killed SIGKILL`, "killed"), [
            "SIGKILL",
            ...bothWait,
        ]);
    });

    it("by Ctrl-C: its last moment has all waits", () => {
        assert.deepEqual(before(`${waiting}\n${interrupted}\np2 killed SIGINT\np1 killed SIGINT`), ["SIGINT", ...bothWait]);
        assert.deepEqual(before(`${waiting}\n${interrupted}\np1 killed SIGINT\np2 killed SIGINT`), ["SIGINT", ...bothWait]);
    });

    it("and whose shell waits on, reports it, or sends itself the signal, was ended by it as well", () => {
        const waitsOn = `${waiting}\n${interrupted}\np1 enters wait p2\np2 killed SIGINT\np1 leaves`;
        assert.deepEqual(before(`${waitsOn}\np1 exits 130`), ["SIGINT", ...bothWait]);
        assert.deepEqual(before(`${waitsOn}\np1 kill p1 SIGINT\np1 gets SIGINT p1\np1 killed SIGINT`), ["SIGINT", ...bothWait]);
    });

    it("and ends in its handler of the signal, with any status, was ended by it", () => {
        const handled = `p1 handles SIGTERM\n${waiting}\n${interrupted}\np2 killed SIGTERM\np1 exits 1`.replaceAll("SIGINT", "SIGTERM");
        assert.deepEqual(before(handled), ["SIGTERM", ...bothWait]);
        assert.equal(before(handled.replace("p1 exits", "p1 sigreturn 0\np1 exits")), null);
    });

    it("by SIGTERM, SIGHUP or SIGQUIT", () => {
        for (const signal of ["SIGTERM", "SIGHUP", "SIGQUIT"]) {
            const script = `${waiting}\n${interrupted}\np2 killed SIGINT\np1 killed SIGINT`.replaceAll("SIGINT", signal);
            assert.deepEqual(before(script), [signal, ...bothWait]);
        }
    });

    it("by signals that follow each other at once", () => {
        const again = `${waiting}\n${interrupted}\np2 killed SIGINT\np1 gets SIGINT\np1 killed SIGINT`;
        assert.deepEqual(before(again), ["SIGINT", ...bothWait]);
        const another = `${waiting}\n${interrupted}\np2 killed SIGINT\np1 gets SIGTERM\np1 killed SIGTERM`;
        assert.deepEqual(before(another), ["SIGTERM", ...bothWait]);
    });

    it("by a signal that it had handled before", () => {
        const handled = "p1 gets SIGINT\np1 pipe 3 4\nlater\np1 enters read 3\np1 leaves ERESTARTSYS\np1 gets SIGINT\np1 killed SIGINT";
        assert.deepEqual(before(handled), ["SIGINT", "p1 read"]);
    });

    it("slowly, process by process", () => {
        const slow = `${waiting}\n${interrupted.replace("p1 leaves", "later\np1 leaves")}\np2 killed SIGINT\np1 killed SIGINT`;
        assert.deepEqual(before(slow), ["SIGINT", ...bothWait]);
    });

    it("by killing everything, in whatever order", () => {
        assert.deepEqual(before(`${waiting}\np2 killed SIGKILL\np1 killed SIGKILL`, "killed"), ["SIGKILL", ...bothWait]);
        assert.deepEqual(before(`${waiting}\np1 killed SIGKILL\np2 killed SIGKILL`, "killed"), ["SIGKILL", ...bothWait]);
        const wakes = `${waiting}\np2 killed SIGKILL\np1 leaves\np1 gets SIGCHLD p2\np1 killed SIGKILL`;
        assert.deepEqual(before(wakes, "killed"), ["SIGKILL", ...bothWait]);
    });

    it("by a signal to its program alone, which left the others waiting", () => {
        const alone = `${waiting}\np1 leaves ERESTARTSYS\np1 gets SIGTERM\np1 killed SIGTERM`;
        assert.deepEqual(before(alone, "left"), ["SIGTERM", ...bothWait]);
        assert.equal(before(`${alone}\nlater`, "left"), null, "the others went on for long");
    });

    it("by a signal to its program alone, at which the others see the end of a file and end", () => {
        const alone = `${waiting}\np1 leaves ERESTARTSYS\np1 gets SIGINT\np1 killed SIGINT\np2 leaves ""\np2 exits 0`;
        assert.deepEqual(before(alone), ["SIGINT", ...bothWait]);
    });

    it("by SIGKILL to its program", () => {
        assert.deepEqual(before("p1 pipe 3 4\np1 enters read 3\np1 killed SIGKILL"), ["SIGKILL", "p1 read"]);
    });

    it("and killed only after it had ignored another signal", () => {
        const script = `${waiting}\n${interrupted}\np1 enters wait p2\np2 enters read 3\np2 killed SIGKILL\np1 killed SIGKILL`;
        const { interruption } = watch(script, "killed").interruptions;
        assert.equal(interruption?.signal, "SIGKILL");
        assert.deepEqual(waitsIn(present(interruption).before), bothWait);
    });
});

describe("a recording that ends by itself", () => {
    const nobody: readonly (readonly [string, string])[] = [
        ["with an exit code", "p1 exits 0"],
        ["by a signal of its own making", "p1 killed SIGSEGV"],
        [
            "by a signal that another of its processes sent",
            `${waiting}\np2 leaves "x"\np2 kill p1 SIGTERM\np1 gets SIGTERM p2\np1 killed SIGTERM`,
        ],
        ["killed by another of its processes", `${waiting}\np2 leaves "x"\np2 kill p1 SIGKILL\np1 killed SIGKILL`],
        ["after it has handled the signal", "p1 gets SIGINT\np1 exits 0"],
        ["after a child was killed", `${waiting}\np2 killed SIGKILL\np1 leaves\np1 pipe 5 6\np1 exits 1`],
        [
            "long after its program, whom the signal ended alone",
            `${waiting}\np1 gets SIGINT\np1 killed SIGINT\nlater\np2 leaves "x"\np2 exits 0`,
        ],
    ];
    for (const [how, script] of nobody) it(how, () => assert.equal(before(script), null));

    it("or has no end: what is there is the last moment", () => assert.equal(before(waiting, null), null));
});

describe("the last wait", () => {
    const lastWait = (script: string, cause?: "ended" | null): readonly string[] | null => {
        const { waits, end } = watch(script, cause);
        const state = waits.last(end);
        return state === null ? null : waitsIn(state);
    };

    it("is the last moment at which a process waits", () => {
        assert.deepEqual(lastWait(`${waiting}\np2 leaves "x"\np2 exits 0\np1 leaves\np1 exits 0`), ["p1 wait4", "p2 zombie"]);
        assert.deepEqual(lastWait("p1 pipe 3 4\np1 enters read 3\np1 killed SIGKILL"), ["p1 read"]);
    });

    it("is the end when the processes still wait", () => assert.deepEqual(lastWait(waiting, null), bothWait));

    it("is none when nobody waits", () => assert.equal(lastWait("p1 pipe 3 4\np1 exits 0"), null));
});
