import assert from "node:assert/strict";
import { escapeBytes } from "../../tracer/model/bytes";
import type { Line } from "../../tracer/model/kinds/tty/line";
import { shown, typed } from "../../tracer/model/kinds/tty/discipline";
import { initialSettings } from "../../tracer/model/kinds/tty/settings";
import { sentence } from "../../tracer/model/sentence";
import type { State } from "../../tracer/model/state";
import { stateJson } from "../../tracer/model/stateJson";
import { stateText } from "../../tracer/model/stateText";
import { compareSnapshot } from "../../tracer/snapshot/compareSnapshot";
import { ttyJudge } from "../../tracer/snapshot/tty";
import { channelFace, cardLines, objectCard } from "../../webview/kinds/cards";
import { holdersOf } from "../../webview/kinds/holders";
import { present } from "../present";
import { terminalSnapshot } from "./kernelAccount";
import { eventsOf, play } from "./script";
import { settingsWith, termiosBytes } from "./script/tty";

const encoder = new TextEncoder();

function text(bytes: Uint8Array | null): string | null {
    return bytes === null ? null : escapeBytes(bytes);
}

/** What can be read, the line that is begun, and the echo. */
function press(keys: string, words: readonly string[] = [], before = ""): readonly (string | null)[] {
    const { readable, unfinished, echo } = typed(settingsWith(words), encoder.encode(before), encoder.encode(keys));
    return [readable, unfinished, echo].map(text);
}

describe("the line discipline", () => {
    it("gives the reader whole lines, and echoes", () => {
        assert.deepEqual(press("ls\npw"), ["ls\\n", "pw", "ls\\r\\npw"]);
        assert.deepEqual(press("d\n", [], "pw"), ["pwd\\n", "", "d\\r\\n"]);
    });

    it("without ECHO shows nothing, with ECHONL the newline", () => {
        assert.deepEqual(press("key\n", ["-ECHO"]), ["key\\n", "", ""]);
        assert.deepEqual(press("key\n", ["-ECHO", "ECHONL"]), ["key\\n", "", "\\r\\n"]);
    });

    it("without ICANON gives each key at once", () => {
        assert.deepEqual(press("ab\n", ["-ICANON"]), ["ab\\n", "", "ab^J"]);
        assert.deepEqual(press("ab\n", ["-ICANON", "-ECHOCTL"]), ["ab\\n", "", "ab\\r\\n"]);
        assert.deepEqual(press("ab\r", ["-ICANON"]), ["ab\\n", "", "ab\\r\\n"]);
        assert.deepEqual(press("\x7f", ["-ICANON", "-ECHO"]), ["\\x7f", "", ""]);
    });

    it("rubs out the last character, and nothing of an empty line", () => {
        assert.deepEqual(press("ab\x7f"), ["", "a", "ab\\b \\b"]);
        assert.deepEqual(press("\x7f"), ["", "", ""]);
        assert.deepEqual(press("\t\x7f"), ["", null, null]);
    });

    it("turns a carriage return into a newline, or drops it", () => {
        assert.deepEqual(press("a\r"), ["a\\n", "", "a\\r\\n"]);
        assert.deepEqual(press("a\r\n", ["IGNCR"]), ["a\\n", "", "a\\r\\n"]);
        assert.deepEqual(press("a\r\n", ["-ICRNL", "INLCR"]), ["", "a\\r\\r", "a^M^M"]);
    });

    it("shows control characters as ^X", () => {
        assert.deepEqual(press("\x1b[A"), ["", "\\x1b[A", "^[[A"]);
        assert.deepEqual(press("\x1b[A", ["-ECHOCTL"]), ["", "\\x1b[A", "\\x1b[A"]);
    });

    it("throws away what was typed at Ctrl-C, and echoes that; whether what was echoed just before comes is not known", () => {
        assert.deepEqual(press("\x03c"), ["", "c", "^Cc"]);
        assert.deepEqual(press("\x1a", ["-ECHO"]), ["", "", ""]);
        assert.deepEqual(press("ab\x03c"), ["", "c", null]);
        assert.equal(typed(initialSettings, new Uint8Array(), encoder.encode("\x03")).interrupted, true);
        assert.deepEqual(press("ab\x03", ["-ISIG"]), ["", "ab\\x03", "ab^C"]);
        assert.deepEqual(press("ab\x03", ["NOFLSH"]), ["", "ab", "ab^C"]);
    });

    it("completes a line at Ctrl-D, or ends the file", () => {
        assert.deepEqual(press("ab\x04"), ["ab", "", "ab"]);
        assert.deepEqual(press("\x04"), ["", "", ""]);
        assert.deepEqual(
            ["a", "a\x04", "a\x04\x03"].map((keys) => typed(initialSettings, new Uint8Array(), encoder.encode(keys)).ends),
            [false, true, false],
        );
    });

    it("does not claim to follow the rest", () => {
        assert.deepEqual(press("ab\x15"), ["", null, null]);
        assert.deepEqual(press("ab\x15\n"), [null, null, null]);
        assert.deepEqual(press("a", ["PARMRK"]), [null, null, null]);
        assert.equal(press("a\x13")[2], null);
    });

    it("writes a newline as two bytes, unless OPOST is off", () => {
        const written = encoder.encode("a\nb\n");
        assert.equal(text(shown(initialSettings, written)), "a\\r\\nb\\r\\n");
        assert.equal(text(shown(settingsWith(["-OPOST"]), written)), "a\\nb\\n");
        assert.equal(shown(settingsWith(["ONOCR"]), written), null);
        assert.equal(shown(settingsWith(["TABDLY"]), encoder.encode("\t")), null);
    });
});

const pair = "p1 open-master = 3\np1 TIOCGPTN 3 7\np1 open-terminal 7 O_NOCTTY = 4";

function lineIn({ objects }: State): Line {
    const master = [...objects.values()].find((object) => object.kind === "tty" && object.line !== null);
    assert.ok(master?.kind === "tty" && master.line !== null);
    return master.line;
}

/** "keys|unfinished|screen" */
function between(script: string): string {
    const { keys, unfinished, screen } = lineIn(play(`${pair}\n${script}`).state);
    return [keys?.bytes ?? null, unfinished, screen?.bytes ?? null].map((bytes) => text(bytes) ?? "?").join("|");
}

describe("a pseudoterminal", () => {
    it("holds what was typed and what goes to the screen, until somebody reads it", () => {
        assert.equal(between('p1 write 3 "ls\\npw"'), "ls\\n|pw|ls\\r\\npw");
        assert.equal(between('p1 write 4 "out\\n"'), "||out\\r\\n");
        assert.equal(between('p1 write 3 "ls\\n"\np1 read 4 "ls\\n"\np1 read 3 "ls"'), "||\\r\\n");
    });

    it("has both ends, from when its number is known, until nobody has the master", () => {
        const named = play("p1 open-master = 3\np1 TIOCGPTN 3 7").state;
        const ends = [...named.objects.values()].flatMap((object) =>
            object.kind === "tty" && object.otherEnd !== null ? [[object.name, object.otherEnd, object.id]] : [],
        );
        assert.deepEqual(
            ends.map(([name]) => name),
            ["/dev/ptmx", "/dev/pts/7"],
        );
        assert.equal(ends[0]?.[1], ends[1]?.[2]);
        const opened = play(pair).state;
        assert.equal([...opened.objects.values()].filter(({ name }) => name === "/dev/pts/7").length, 1);
        const over = play("p1 open-master = 3\np1 TIOCGPTN 3 7\np1 close 3").state;
        assert.equal(
            [...over.objects.values()].some(({ name }) => name === "/dev/pts/7"),
            false,
        );
    });

    it("that gets the number of one that is hung up is another", () => {
        const { state } = play(`${pair}\np1 close 3\np1 open-master = 3\np1 TIOCGPTN 3 7\np1 open-terminal 7 O_NOCTTY = 5\np1 write 5 "x"`);
        assert.equal([...state.objects.values()].filter(({ name }) => name === "/dev/pts/7").length, 2);
        assert.equal(text(lineIn(state).screen?.bytes ?? null), "x");
    });

    it("is told new settings; what was typed before and not read may have met either", () => {
        assert.equal(between('p1 tcsetattr 4 -ECHO\np1 write 3 "key\\n"'), "key\\n||");
        assert.equal(between('p1 tcsetattr 3 -ICANON\np1 write 3 "k"'), "k||k");
        assert.equal(between('p1 write 3 "k"\np1 tcsetattr 4 -ECHO'), "|k|?");
        assert.equal(between('p1 write 3 "k"\np1 tcsetattr 4 -ICANON'), "k||k");
        assert.equal(between('p1 write 3 "k\\n"\np1 tcsetattr 4 -ICRNL'), "k\\n||k\\r\\n");
        assert.equal(between('p1 write 3 "k\\r"\np1 tcsetattr 4 -ICRNL'), "?|?|?");
        assert.equal(between('p1 write 3 "k"\np1 tcsetattr 4'), "|k|k");
        assert.equal(between('p1 write 3 "k\\n"\np1 read 4 "k\\n"\np1 tcsetattr 4 -ECHO flush'), "||k\\r\\n");
    });

    it("shows by what is read from the master which settings what was typed had met", () => {
        const changed = 'p1 write 3 "ab"\np1 tcsetattr 4 -ECHO\n';
        assert.equal(between(`${changed}p1 write 4 "X"`), "|ab|?");
        assert.equal(between(`${changed}p1 read 3 "a"`), "|ab|?");
        assert.equal(between(`${changed}p1 read 3 "ab"`), "|ab|");
        assert.equal(between(`${changed}p1 write 4 "X"\np1 read 3 "aX"`), "|ab|");
    });

    it("may have the echo before what is written, or behind it, until somebody reads it", () => {
        assert.equal(between('p1 write 3 "a"\np1 write 4 "X"'), "|a|?");
        assert.match(stateText(play(`${pair}\np1 write 3 "a"\np1 write 4 "X"`).state), /on the screen 2 bytes/);
        assert.equal(between('p1 write 3 "a"\np1 write 4 "X"\np1 read 3 "X"'), "|a|a");
        assert.equal(between('p1 write 3 "a"\np1 write 4 "X"\np1 read 3 "a"'), "|a|X");
    });

    it("has what was typed in one mode and not read in the next", () => {
        const readByLines = 'p1 write 3 "a\\nb"\np1 read 3 "a\\r\\nb"\n';
        assert.equal(between(`${readByLines}p1 tcsetattr 4 -ICANON`), "a\\nb||");
        assert.equal(between('p1 tcsetattr 4 -ICANON\np1 write 3 "ab"\np1 read 3 "ab"\np1 tcsetattr 4\np1 write 3 "c"'), "ab|c|c");
        assert.equal(between('p1 write 3 "a\\u0004"\np1 read 3 "a"\np1 tcsetattr 4 -ICANON'), "?||?");
    });

    it("is not known where too much was typed before its settings changed", () => {
        assert.equal(between(`p1 write 3 "${"a".repeat(70)}"\np1 tcsetattr 4 -ICANON`), "?|?|?");
    });

    it("is flushed: what had come to its reader is gone, the rest unknown", () => {
        assert.equal(between('p1 write 3 "k\\n"\np1 read 3 "k\\r\\n"\np1 tcflush 4 0'), "||");
        assert.equal(between('p1 write 3 "k\\n"\np1 read 3 "k\\r\\n"\np1 tcflush 3 1'), "k\\n||");
        assert.equal(between('p1 write 3 "k"\np1 tcflush 3 1'), "|?|?");
        assert.equal(between('p1 write 3 "k\\n"\np1 tcflush 3 1\np1 read 3 "k\\r\\n"'), "k\\n||");
        assert.equal(between('p1 write 4 "out"\np1 tcflush 4 1\np1 read 3 "ou"\np1 write 4 "t"\np1 read 3 "t"'), "||?");
        assert.equal(between('p1 write 4 "out"\np1 tcflush 3 0\np1 read 3 "ut"'), "||");
        assert.equal(between('p1 write 3 "k\\n"\np1 tcflush 4 0'), "?||k\\r\\n");
        assert.equal(between('p1 write 4 "out"\np1 tcflush 4 1'), "||?");
        assert.equal(between('p1 write 4 "out"\np1 tcflush 3 0'), "||?");
        assert.equal(between('p1 write 4 "out"\np1 tcflush 4 0'), "||out");
    });

    it("is empty after Ctrl-C, but for what is typed then; what nobody had read on the screen may be gone, too", () => {
        assert.equal(between('p1 write 3 "ls"\np1 read 3 "ls"\np1 write 3 "\\u0003"'), "||^C");
        assert.equal(between('p1 write 3 "ls\\nl"\np1 read 3 "ls\\r\\nl"\np1 write 3 "\\u001apw"'), "|pw|^Zpw");
        assert.equal(between('p1 write 3 "ls"\np1 write 3 "\\u0003"'), "||?");
        assert.equal(between('p1 TIOCPKT 3\np1 tcsetattr 3\np1 write 3 "\\u0003"'), "||?");
    });

    it("has lost what was on the screen and what was not, as long as nobody has seen that the kernel came to the Ctrl-C", () => {
        assert.equal(between('p1 write 3 "\\u0003"\np1 write 4 "out"'), "||?");
        assert.equal(between('p1 write 3 "\\u0003"\np1 read 3 "^C"\np1 write 4 "out"'), "||out");
    });

    it("has lost it as soon as somebody gets the signal, also where the key is not echoed", () => {
        const typedBlindly = `${pair}\np1 setsid\np1 TIOCSCTTY 4\np1 tcsetattr 4 -ECHO\np1 write 3 "ab\\n\\u0003"\n`;
        const got = play(`${typedBlindly}p1 gets SIGINT kernel SI_KERNEL\np1 write 4 "out"`);
        const { keys, screen } = lineIn(got.state);
        assert.deepEqual(
            [keys, screen].map((held) => text(held?.bytes ?? null)),
            ["", "out"],
        );
        const [event] = eventsOf(got, "terminalInterrupted");
        assert.equal(sentence(present(event), got.state).text, "/dev/pts/7 has come to the key that sends SIGINT.");
        const again = play(`${typedBlindly}p1 gets SIGINT kernel SI_KERNEL\np1 gets SIGINT kernel SI_KERNEL`);
        assert.equal(eventsOf(again, "terminalInterrupted").length, 1);
    });

    it("may give a reader what was typed before Ctrl-C, as long as the kernel has not come to that", () => {
        const interrupted = 'p1 write 3 "ab\\n"\np1 write 3 "\\u0003cd\\n"\n';
        assert.equal(between(`${interrupted}p1 read 4 "ab\\n"`), "cd\\n||?");
        assert.equal(between(`${interrupted}p1 read 4 "ab\\n"\np1 read 4 "cd\\n"`), "||?");
        assert.equal(between(`${interrupted}p1 read 4 "cd\\n"`), "||?");
        assert.equal(between('p1 write 3 "ab\\n"\np1 write 3 "\\u0003ab\\n"\np1 read 4 "ab\\n"'), "?||?");
        assert.equal(between('p1 write 3 "ab\\n\\u0003cd\\n"\np1 read 4 "ab\\n"'), "cd\\n||?");
        assert.equal(between('p1 write 3 "ab\\n\\u0003cd\\n"\np1 read 3 "ab^Ccd\\r\\n"'), "cd\\n||");
    });

    it("is not followed in packet mode", () => {
        assert.equal(between("p1 TIOCPKT 3"), "?|?|?");
    });

    it("may be read before the write is seen to return", () => {
        assert.equal(between('p1 read 4 "ls\\n"\np1 write 3 "ls\\n"'), "||ls\\r\\n");
    });

    it("of which a part was not captured is not known", () => {
        const { state } = play(`${pair}\np1 write 4 "abc" captured 2`);
        assert.equal(lineIn(state).screen, null);
    });
});

describe("what is said of a pseudoterminal", () => {
    it("names the settings that change, and what that means", () => {
        const { events, state } = play(`${pair}\np1 tcsetattr 4 -ECHO`);
        const { text: said, explanation } = sentence(events.at(-1) ?? assert.fail(), state);
        assert.equal(said, "tcsetattr of p1 set /dev/pts/7: -ECHO.");
        assert.equal(explanation, "What is typed is not shown any more: so are passwords read.");
        assert.deepEqual(eventsOf({ events, state }, "terminalSettingsChanged")[0]?.cleared, ["ECHO"]);
    });

    it("tells who waits for what, and who could end it", () => {
        const waits = (script: string): string => stateText(play(`${pair}\n${script}`).state);
        assert.match(waits("p1 enters read 4"), /nothing is typed/);
        assert.match(waits('p1 write 3 "ls"\np1 enters read 4'), /the line is not complete: 2 bytes of it are typed/);
        assert.match(waits("p1 enters read 3"), /nothing was written to the terminal/);
    });

    it("stands in the state and its JSON", () => {
        const { state } = play(`${pair}\np1 write 3 "ls\\np"`);
        assert.match(stateText(state), /\/dev\/ptmx +the master of tty3: typed 3 bytes, 1 byte of a line begun; on the screen 5 bytes/);
        const [master, terminal] = stateJson(state).objects.filter(({ id }) => id !== "tty1");
        assert.deepEqual(master, {
            id: "tty2",
            kind: "tty",
            name: "/dev/ptmx",
            otherEnd: "tty3",
            typed: { bytes: 3, text: "ls\\n" },
            unfinished: "p",
            screen: { bytes: 5, text: "ls\\r\\np" },
        });
        assert.deepEqual(terminal, { id: "tty3", kind: "tty", name: "/dev/pts/7", otherEnd: "tty2" });
    });

    it("stands on the cards of both ends, which Channels draw as one", () => {
        const { state } = play(`${pair}\np1 write 3 "ls\\np"`);
        const card = (id: string): ReturnType<typeof objectCard> =>
            objectCard(present(state.objects.get(id)), { state, before: null, holders: holdersOf(state), layouts: new Map() });
        const [master, terminal] = [card("tty2"), card("tty3")];
        assert.deepEqual([master.peer, terminal.peer], ["tty3", "tty2"]);
        assert.match(cardLines(master)[0] ?? "", /terminal master .* of \/dev\/pts\/7 · screen “ls\\r\\np”$/);
        assert.match(cardLines(terminal)[0] ?? "", /keys “ls\\n” · begun “p”$/);
        const face = channelFace(master);
        assert.deepEqual(
            [face?.pieces, face?.away?.pieces].map((pieces) => pieces?.map((piece) => piece.text)),
            [["ls\\r\\np"], ["ls\\n", "p"]],
        );
    });
});

describe("the judge of pseudoterminals", () => {
    const { state } = play(`${pair}\np1 write 3 "ls\\np"`);
    const [unread, settings, number] = ttyJudge.inquiries;
    const account = terminalSnapshot(101);
    const [terminals] = account.tables;
    const differences = (screen: number, keys: number, words: readonly string[], terminal: number): readonly string[] => {
        const master = {
            class: 2,
            link: "/dev/ptmx",
            flags: 2,
            position: 0,
            mode: 0o020666,
            device: "14",
            inode: "2",
            rdev: String(5 * 256 + 2),
            size: 0,
        };
        const other = { ...master, class: 3, link: "/dev/pts/7", mode: 0o020620, inode: "10", rdev: String(136 * 256 + 7) };
        const answer = (inquiry: string | undefined, subject: number, bytes: Uint8Array): (typeof account.answers)[number] => ({
            inquiry: inquiry ?? "",
            subject,
            result: 0,
            error: 0,
            bytes,
        });
        const tables = [{ class: 1, fds: [...(terminals?.fds ?? []), { fd: 3, ...master }, { fd: 4, ...other }] }];
        const answers = [
            ...account.answers,
            answer(unread, 2, Uint8Array.of(screen, 0, 0, 0)),
            answer(unread, 3, Uint8Array.of(keys, 0, 0, 0)),
            answer(settings, 2, termiosBytes(settingsWith(words))),
            answer(number, 2, Uint8Array.of(terminal, 0, 0, 0)),
        ];
        return compareSnapshot({ ...account, tables, answers }, state).differences.filter((line) => line.includes("tty2"));
    };

    it("compares what waits, the settings and the number", () => {
        assert.deepEqual(differences(5, 3, [], 7), []);
        assert.deepEqual(
            differences(6, 4, ["-ECHO"], 8).map((line) => line.replace(/^.*tty2: /, "").replace(/:.*/, "")),
            ["bytes on the screen", "bytes typed", "terminal", "settings"],
        );
    });

    it("takes fewer bytes for some that are on their way", () => {
        assert.deepEqual(differences(2, 0, [], 7), []);
    });
});
