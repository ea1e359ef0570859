import assert from "node:assert/strict";
import { conflict, locked, lockText, unlocked, wholeFile, type Lock } from "../../tracer/model/owners/lock";

function record(mode: Lock["mode"], start: number, end: number | null, owner = "table1"): Lock {
    return { family: "record", mode, owner, range: { start, end }, process: "p1", source: null };
}

function flock(mode: Lock["mode"], owner: string, process = "p1"): Lock {
    return { family: "flock", mode, owner, range: wholeFile, process, source: null };
}

function texts(locks: readonly Lock[]): readonly string[] {
    return locks.map(({ mode, range }) => `${mode} ${range === null ? "?" : `${range.start}-${range.end ?? ""}`}`).sort();
}

describe("locks of one owner", () => {
    it("are split by what is unlocked in their middle", () => {
        const left = unlocked([record("write", 0, 99)], { family: "record", owner: "table1", range: { start: 40, end: 59 } });
        assert.deepEqual(texts(left), ["write 0-39", "write 60-99"]);
        const cut = unlocked([record("write", 10, null)], { family: "record", owner: "table1", range: { start: 20, end: null } });
        assert.deepEqual(texts(cut), ["write 10-19"]);
    });

    it("take the place of what was there, and join neighbours of the same mode", () => {
        assert.deepEqual(texts(locked([record("write", 0, 9)], record("read", 5, 6))), ["read 5-6", "write 0-4", "write 7-9"]);
        assert.deepEqual(texts(locked([record("read", 0, 4), record("read", 8, null)], record("read", 5, 7))), ["read 0-"]);
        assert.deepEqual(texts(locked([record("write", 0, 4)], record("read", 5, 7))), ["read 5-7", "write 0-4"]);
    });

    it("are of its own family and of it alone", () => {
        const others = [record("write", 0, 9, "table2"), flock("write", "ofd1")];
        assert.deepEqual(unlocked(others, { family: "record", owner: "table1", range: wholeFile }), others);
    });

    it("are not known where the range is not", () => {
        assert.deepEqual(texts(unlocked([record("write", 0, 9)], { family: "record", owner: "table1", range: null })), ["write ?"]);
    });

    it("stay those of who asked first, where a description asks again for the same", () => {
        const held = [flock("write", "ofd1", "p1")];
        assert.deepEqual(locked(held, flock("write", "ofd1", "p2")), held);
        assert.deepEqual(
            locked(held, flock("read", "ofd1", "p2")).map(({ mode, process }) => `${mode} ${process}`),
            ["read p2"],
        );
    });
});

describe("locks of several owners", () => {
    it("exclude each other where they overlap, unless both are for reading", () => {
        assert.equal(conflict(record("write", 0, 9), record("read", 9, 20, "table2")), true);
        assert.equal(conflict(record("write", 0, 9), record("write", 10, null, "table2")), false);
        assert.equal(conflict(record("read", 0, 9), record("read", 0, 9, "table2")), false);
        assert.equal(conflict(record("write", 0, 9), record("write", 0, 9)), false);
    });

    it("of ranges exclude each other whoever owns them, and never those of whole files", () => {
        const ofDescription: Lock = { ...record("write", 0, 9, "ofd1"), family: "openFile" };
        assert.equal(conflict(record("write", 5, 5), ofDescription), true);
        assert.equal(conflict(flock("write", "ofd2"), ofDescription), false);
        assert.equal(conflict(flock("write", "ofd2"), flock("read", "ofd1")), true);
    });

    it("are named as the man pages do", () => {
        assert.equal(lockText(record("write", 0, 9)), "a write lock on bytes 0 to 9");
        assert.equal(lockText(record("read", 3, 3)), "a read lock on byte 3");
        assert.equal(lockText(record("read", 3, null)), "a read lock on all from byte 3");
        assert.equal(lockText(flock("read", "ofd1")), "a shared lock");
    });
});
