import assert from "node:assert/strict";
import { advance } from "../../tracer/model/apply";
import { Draft } from "../../tracer/model/draft";
import type { Event } from "../../tracer/model/event";
import { Folding, type Folded } from "../../tracer/model/folding/folding";
import { startupKind } from "../../tracer/model/folding/startupFiles";
import { Player } from "./script/player";

/** What is shown of a script after its beginning: the texts of folds, and the kinds of the other events. */
function shown(script: string, place: (event: Event) => Event = withoutSource): readonly string[] {
    const player = new Player();
    const beginning = player.events.length;
    for (const line of script.split("\n")) player.step(line.trim().split(" "));
    return texts(foldAll(player.events.map(place), beginning));
}

function foldAll(events: readonly Event[], beginning: number): readonly Folded<Event>[] {
    const draft = new Draft();
    const folding = new Folding<Event>();
    const lines: Folded<Event>[] = [];
    for (const [index, event] of events.entries()) {
        advance(draft, event);
        if (index >= beginning) lines.push(...folding.take(event, event, draft.now));
    }
    return [...lines, ...folding.rest()];
}

function texts(lines: readonly Folded<Event>[]): readonly string[] {
    return lines.map((each) => ("fold" in each ? each.fold.text : `${each.line.process} ${each.line.kind}`));
}

/** As of programs that were built without -g. */
function withoutSource({ source: _, ...event }: Event): Event {
    return event;
}

function oneSource(event: Event): Event {
    return { ...event, source: { file: "/src/a.c", line: 7, function: "main" } };
}

const cache = "p1 open /etc/ld.so.cache O_RDONLY = 3\np1 close 3";
const library = (path: string, who = "p1"): string => `${who} open ${path} O_RDONLY = 3\n${who} read 3 x*832\n${who} close 3`;
const locale = "p1 open /usr/lib/locale/C.utf8/LC_TIME O_RDONLY = 3\np1 close 3";
const libc = library("/usr/lib/x86_64-linux-gnu/libc.so.6");
const own = "p1 pipe 5 6";

describe("folding", () => {
    it("makes one line of a start-up, in its place", () => {
        const libm = library("/usr/lib/x86_64-linux-gnu/libm.so.6");
        assert.deepEqual(shown(`${own}\n${cache}\n${libc}\n${libm}\np1 close 5`), [
            "p1 pipeCreated",
            "p1 loaded 2 libraries.",
            "p1 descriptorClosed",
        ]);
        assert.deepEqual(shown(`${cache}\n${libc}\n${locale}`), ["p1 loaded the library libc.so.6 and read the locale file LC_TIME."]);
    });

    it("says what its line stands for", () => {
        const player = new Player();
        const beginning = player.events.length;
        for (const line of `${cache}\n${libc}\n${own}`.split("\n")) player.step(line.split(" "));
        const [first] = foldAll(player.events.map(withoutSource), beginning);
        assert.ok(first !== undefined && "fold" in first);
        const { process, events, last } = first.fold;
        assert.deepEqual([process, first.fold.first.seq, last.seq, events], ["p1", beginning + 1, beginning + 5, 5]);
    });

    it("counts what is not there, and says so only where it matters", () => {
        const elsewhere = "p1 open /opt/lib/libc.so.6 O_RDONLY = ENOENT";
        assert.deepEqual(shown(`${elsewhere}\n${libc}`), ["p1 loaded the library libc.so.6."]);
        const missing = "p1 open /lib/libx.so.1 O_RDONLY = ENOENT\np1 open /usr/lib/libx.so.1 O_RDONLY = ENOENT";
        assert.deepEqual(shown(`${libc}\n${missing}`), ["p1 loaded the library libc.so.6 and found the library libx.so.1 nowhere."]);
        const noLocale = "p1 open /usr/lib/locale/xy/LC_TIME O_RDONLY = ENOENT\np1 open /usr/lib/locale/xy/LC_NAME O_RDONLY = ENOENT";
        assert.deepEqual(shown(noLocale), ["p1 looked for 2 locale files in vain."]);
        assert.deepEqual(shown(`${noLocale}\n${locale}`), ["p1 read the locale file LC_TIME."]);
    });

    it("leaves errors of another kind for all to see", () => {
        assert.deepEqual(shown(`${libc}\np1 open /lib/libx.so.1 O_RDONLY = EMFILE`), [
            "p1 loaded the library libc.so.6.",
            "p1 callReturned",
        ]);
    });

    it("folds the start-ups of several processes that run at once, each in one line", () => {
        const [one = [], other = []] = ["p1", "p2"].map((who) => library("/lib/libc.so.6", who).split("\n"));
        const script = one.flatMap((line, index) => [line, other[index]]).join("\n");
        assert.deepEqual(shown(`p1 fork p2\n${script}\np2 exits 0`), [
            "p1 processForked",
            "p1 loaded the library libc.so.6.",
            "p2 loaded the library libc.so.6.",
            "p2 processExited",
            "p1 signalGenerated",
        ]);
    });

    it("folds calls that wait with the rest", () => {
        const waits = "p1 enters open /lib/libc.so.6 O_RDONLY = 3\np1 leaves\np1 enters read 3\np1 leaves x*832\np1 close 3".replace(
            "x*832",
            `"${"x".repeat(832)}"`,
        );
        assert.deepEqual(shown(waits), ["p1 loaded the library libc.so.6."]);
    });

    it("folds the search along PATH", () => {
        const search = ["/usr/local/bin/ls", "/sbin/ls", "/home/ls"].map((path) => `p1 execve ${path} = ENOENT`).join("\n");
        assert.deepEqual(shown(`${search}\np1 exec ls`), ["p1 looked for ls in 3 folders.", "p1 programExecuted"]);
        assert.deepEqual(shown(search), ["p1 looked for ls in 3 folders."]);
        assert.deepEqual(shown(`${search}\n${own}`), ["p1 looked for ls in 3 folders and found it nowhere.", "p1 pipeCreated"]);
        const found = `p1 pipe 3 4 O_CLOEXEC\np1 fork p2\np2 close 3\np1 close 4\np1 enters read 3\n${search.replaceAll("p1", "p2")}`;
        assert.deepEqual(shown(`${found}\np2 enters execve /bin/ls\np1 leaves ""\np2 exec ls`).slice(5, 7), [
            "p2 looked for ls in 3 folders.",
            "p1 callResumed",
        ]);
        assert.deepEqual(shown(`${search}\np1 execve /bin/ls = EACCES`), ["p1 looked for ls in 3 folders.", "p1 programExecutionFailed"]);
    });

    it("folds nothing that is alone", () => {
        assert.deepEqual(shown("p1 execve /usr/local/bin/ls = ENOENT\np1 exec ls"), ["p1 programExecutionFailed", "p1 programExecuted"]);
        assert.deepEqual(shown("p1 open /lib/libx.so.1 O_RDONLY = ENOENT"), ["p1 callReturned"]);
    });

    const plain: readonly (readonly [string, string, readonly string[]])[] = [
        ["reads files of its own", "p1 open /etc/passwd O_RDONLY = 3\np1 close 3", ["p1 descriptorOpened", "p1 descriptorClosed"]],
        ["writes a library", "p1 open /tmp/libx.so O_RDWR = 3\np1 close 3", ["p1 descriptorOpened", "p1 descriptorClosed"]],
        [
            "reads a library as others read files",
            "p1 open /lib/libc.so.6 O_RDONLY = 3\np1 read 3 x*4096\np1 close 3",
            ["p1 descriptorOpened", "p1 bytesRead", "p1 descriptorClosed"],
        ],
        [
            "keeps such a file open for other things",
            `p1 open /lib/libc.so.6 O_RDONLY = 3\n${own}\np1 close 3`,
            ["p1 descriptorOpened", "p1 pipeCreated", "p1 descriptorClosed"],
        ],
        [
            "looks for different programs",
            "p1 execve /bin/ls = ENOENT\np1 execve /bin/dir = ENOENT",
            ["p1 programExecutionFailed", "p1 programExecutionFailed"],
        ],
    ];
    for (const [what, script, expected] of plain) it(`leaves alone who ${what}`, () => assert.deepEqual(shown(script), expected));

    it("folds what is whole, and shows the rest", () => {
        assert.deepEqual(shown(`${libc}\np1 open /lib/libm.so.6 O_RDONLY = 3\np1 read 3 x*4096`), [
            "p1 loaded the library libc.so.6.",
            "p1 descriptorOpened",
            "p1 bytesRead",
        ]);
    });

    it("never mixes lines of the source", () => {
        assert.deepEqual(shown(`${libc}\n${locale}`, (event) => event).length, 5);
        assert.deepEqual(shown(`${libc}\n${locale}`, oneSource), ["p1 loaded the library libc.so.6 and read the locale file LC_TIME."]);
    });

    it("loses no event, keeps the order, and keeps nobody waiting, however long a fold lasts", () => {
        const player = new Player();
        for (const line of ["p1 fork p2", "p2 open /lib/libc.so.6 O_RDONLY = 3"]) player.step(line.split(" "));
        for (let round = 0; round < 15_000; round++) for (const line of ["p1 dup 0 = 3", "p1 close 3"]) player.step(line.split(" "));
        const folding = new Folding<number>();
        const draft = new Draft();
        const early = player.events.flatMap((event) => {
            advance(draft, event);
            return folding.take(event, event.seq, draft.now);
        });
        assert.ok(early.length > 20_000);
        assert.deepEqual(
            [...early, ...folding.rest()].map((each) => ("line" in each ? each.line : NaN)),
            player.events.map(({ seq }) => seq),
        );
    });
});

describe("a fold in a recording that goes on", () => {
    it("lets nobody wait for a process that does nothing", () => {
        const player = new Player();
        for (const line of ["p1 fork p2", ...library("/lib/libc.so.6", "p2").split("\n"), "p1 dup 0 = 3", "p1 close 3"]) {
            player.step(line.split(" "));
        }
        const last = player.events.at(-1);
        const events = player.events.map((event) => withoutSource(event === last ? { ...event, time: 10 } : event));
        const draft = new Draft();
        const folding = new Folding<Event>();
        const early = events.map((event) => {
            advance(draft, event);
            return texts(folding.take(event, event, draft.now));
        });
        assert.deepEqual(early.slice(-2), [[], ["p2 loaded the library libc.so.6.", "p1 descriptorDuplicated", "p1 descriptorClosed"]]);
    });
});

describe("files of a start-up", () => {
    const kinds: readonly (readonly [string, string | null])[] = [
        ["/etc/ld.so.cache", "loader"],
        ["/lib/x86_64-linux-gnu/libstdc++.so.6.0.30", "library"],
        ["/usr/lib/python3/lib-dynload/_json.cpython-311-x86_64-linux-gnu.so", "library"],
        ["libx.so", "library"],
        ["/usr/lib/locale/locale-archive", "locale"],
        ["/usr/lib/locale/C.utf8/LC_MESSAGES/SYS_LC_MESSAGES", "locale"],
        ["/usr/share/locale/de/LC_MESSAGES/coreutils.mo", "locale"],
        ["/usr/share/locale/locale.alias", "locale"],
        ["/usr/lib/x86_64-linux-gnu/gconv/gconv-modules.cache", "locale"],
        ["/proc/filesystems", "system"],
        ["/home/me/libx.so.c", null],
        ["/home/me/a.sock", null],
        ["/home/me/something.txt", null],
        ["/usr/share/locale", null],
        ["/etc/hosts", null],
    ];
    for (const [path, kind] of kinds) it(`${path}: ${kind ?? "its own business"}`, () => assert.equal(startupKind(path), kind));
});
