/** Groups of fanotify(7): flags and marks, by /proc/PID/fdinfo (proc_pid_fdinfo(5), fanotify_fdinfo in fs/notify/fdinfo.c). */
import { eventFlags, fanotifyEvents, groupBits, groupFlags, onChild } from "../model/kinds/fanotify/bits";
import type { Fanotify, MarkScope } from "../model/kinds/fanotify/state";
import { answerTo } from "../trace/kernelAnswers";
import type { KernelSnapshot } from "../trace/kernelSnapshot";
import { aboutDescriptions } from "./inquiry";
import type { Judge } from "./judge";

const stateOfFanotify = aboutDescriptions("link:anon_inode:[fanotify]", "info");

interface MaskPair {
    readonly mask: number;
    readonly ignored: number;
}

const scopes: readonly MarkScope[] = ["file", "mount", "filesystem", "namespace"];
/** O_LARGEFILE, which the kernel adds. */
const largeFile = 0o100000;

export const fanotifyJudge: Judge<Fanotify> = {
    inquiries: [stateOfFanotify],
    compare({ object, held, snapshot, place }) {
        const kernel = held[0] === undefined ? undefined : readGroup(snapshot, held[0].kernel.class);
        if (kernel === undefined) return;
        place.compare("flags", object.flags === null ? null : groupBits(object.flags), kernel.flags);
        place.compare(
            "flags of its events' descriptors",
            object.eventFlags === null ? null : object.eventFlags & ~largeFile,
            kernel.eventFlags,
        );
        for (const scope of scopes) {
            const ours = object.marks.filter((mark) => mark.scope === scope);
            const theirs = kernel.marks.filter((mark) => mark.scope === scope);
            // A mark goes with its file, and two paths may lead to one mark.
            if (!object.complete || ours.length > theirs.length) {
                place.unknown();
                continue;
            }
            const left = [...ours];
            for (const mark of theirs) {
                const match = left.findIndex((each) => agree(each, mark));
                const [matched] = left.splice(match < 0 ? left.length : match, 1);
                place.compare(`a mark of a ${scope}`, matched === undefined ? "another, or none" : pairText(mark), pairText(mark));
            }
        }
    },
};

/** Without FAN_MARK_IGNORED_SURV_MODIFY what is ignored is so until the file is modified. */
function agree(ours: MaskPair & { readonly keepsIgnored: boolean }, theirs: MaskPair): boolean {
    const difference = (ours.ignored ^ theirs.ignored) & ~eventFlags;
    const ignoredAgrees = difference === 0 || (!ours.keepsIgnored && (theirs.ignored & ~eventFlags) === 0);
    return ((ours.mask ^ theirs.mask) & ~onChild) === 0 && ignoredAgrees;
}

function pairText({ mask, ignored }: MaskPair): string {
    return `${fanotifyEvents(mask).join(" ")}, ignoring ${fanotifyEvents(ignored).join(" ")}`;
}

interface GroupReading {
    readonly flags: number;
    readonly eventFlags: number;
    readonly marks: readonly (MaskPair & { readonly scope: MarkScope })[];
}

/** By the class of its open file description; its numbers are hexadecimal. */
function readGroup(snapshot: KernelSnapshot, subject: number): GroupReading | undefined {
    const answer = answerTo(snapshot, stateOfFanotify, subject);
    const text = answer === undefined ? "" : new TextDecoder().decode(answer.bytes);
    const [, flags, eventFlagsText] = /^fanotify flags:([0-9a-f]+) event-flags:([0-9a-f]+)$/m.exec(text) ?? [];
    if (flags === undefined || eventFlagsText === undefined) return undefined;
    const marks = [...text.matchAll(/^fanotify (ino|mnt_id|sdev|mnt_ns):.* mask:([0-9a-f]+) ignored_mask:([0-9a-f]+)/gm)];
    return {
        flags: groupBits(groupFlags(parseInt(flags, 16))),
        eventFlags: parseInt(eventFlagsText, 16) & ~largeFile,
        marks: marks.map(([, what = "", mask = "", ignored = ""]) => ({
            scope: scopeOf[what] ?? "file",
            mask: parseInt(mask, 16),
            ignored: parseInt(ignored, 16),
        })),
    };
}

const scopeOf: Readonly<Record<string, MarkScope>> = { ino: "file", mnt_id: "mount", sdev: "filesystem", mnt_ns: "namespace" };
