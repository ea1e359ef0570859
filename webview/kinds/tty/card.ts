/** Terminals: everybody has one, and what goes there is read on the screen (tty(4)). The ends of a pseudoterminal are joined (pty(7)). */
import type { Held } from "../../../tracer/model/kinds/tty/held";
import type { Line } from "../../../tracer/model/kinds/tty/line";
import type { Tty } from "../../../tracer/model/kinds/tty/state";
import type { State } from "../../../tracer/model/state";
import { bytesPreview } from "../../card/bytesPreview";
import type { ChannelFace, Lane } from "../../card/channelFace";
import { counted } from "../../card/numberText";
import type { CardKind, Moment } from "../kind";
import { plainKind, type PlainCard } from "../plain/card";

export interface TtyCard extends PlainCard<"tty"> {
    /** Of a pseudoterminal: what is between its ends. Null: this is none, or its master is not traced. */
    readonly between: {
        readonly isMaster: boolean;
        /** "/dev/pts/3" */
        readonly terminal: string;
        /** What can be read there, and what else is on its way; null: not known. */
        readonly screen: Waiting | null;
        readonly keys: Waiting | null;
        readonly unfinished: Waiting | null;
    } | null;
}

interface Waiting {
    readonly bytes: number;
    readonly text: string;
}

const previewed = 24;
const plain = plainKind("tty", { icon: "terminal", wordOnly: true, quiet: true, landmark: true });

export const tty: CardKind<Tty, TtyCard> = {
    ...plain,
    card: cardOf,
    label: (object, id, access) => {
        if (object === undefined || object.otherEnd === null) return plain.label(object, id, access);
        return object.line === null ? "terminal" : "terminal master";
    },
    flow: (object, access) => (object.otherEnd === null ? "quiet" : access === "read-write" ? "both" : access),
    channel: ({ id, path, between }) => (between === null ? { ...nothing, name: id, spoken: `terminal ${path ?? id}` } : faceOf(between)),
};

function cardOf(object: Tty, moment: Moment): TtyCard {
    const card = plain.card(object, moment);
    const between = betweenOf(object, moment.state);
    if (between === null) return { ...card, between };
    const before = moment.before === null ? null : betweenOf(object, moment.before);
    const isNew = card.mark === "new";
    return {
        ...card,
        between,
        title: between.isMaster ? "terminal master" : card.title,
        detail: between.isMaster ? `of ${between.terminal} · ${held("screen", between.screen)}` : detailOfTerminal(between),
        channel: true,
        peer: object.otherEnd,
        mark: isNew || before === null ? card.mark : (markOf(between, before) ?? card.mark),
    };
}

function betweenOf({ id, otherEnd, line, name }: Tty, state: State): TtyCard["between"] {
    const isMaster = line !== null;
    const other = otherEnd === null ? undefined : state.objects.get(otherEnd);
    const own = state.objects.get(id);
    const now = isMaster ? own : other;
    if (other?.kind !== "tty" || now?.kind !== "tty" || now.line === null) return null;
    return { isMaster, terminal: (isMaster ? other.name : name) ?? "a terminal", ...waitingIn(now.line) };
}

function waitingIn({ screen, keys, unfinished }: Line): Record<"screen" | "keys" | "unfinished", Waiting | null> {
    const ofHeld = (all: Held | null): Waiting | null => (all === null ? null : waiting(all.bytes));
    return { screen: ofHeld(screen), keys: ofHeld(keys), unfinished: unfinished === null ? null : waiting(unfinished) };
}

function waiting(bytes: Uint8Array): Waiting {
    return { bytes: bytes.length, text: bytesPreview(bytes, previewed) };
}

/** "screen “hello”", "screen empty", "screen unknown" */
function held(where: string, what: Waiting | null): string {
    return `${where} ${what === null ? "unknown" : what.bytes === 0 ? "empty" : `“${what.text}”`}`;
}

function detailOfTerminal({ keys, unfinished }: NonNullable<TtyCard["between"]>): string {
    const begun = unfinished === null || unfinished.bytes === 0 ? "" : ` · begun “${unfinished.text}”`;
    return `${held("keys", keys)}${begun}`;
}

function markOf(now: NonNullable<TtyCard["between"]>, before: NonNullable<TtyCard["between"]>): string | null {
    const [own, then] = now.isMaster ? [now.screen, before.screen] : [now.keys, before.keys];
    if (own === null || then === null || own.bytes === then.bytes) return null;
    return own.bytes > then.bytes ? `${counted(own.bytes - then.bytes, "byte")} more` : `${counted(then.bytes - own.bytes, "byte")} read`;
}

const nothing = { amount: "", level: null, pieces: [], more: 0 } as const;

function faceOf({ isMaster, terminal, screen, keys, unfinished }: NonNullable<TtyCard["between"]>): ChannelFace {
    const [toScreen, toReader] = [laneOf("on its way to the screen", screen), laneOf("typed", keys, unfinished)];
    const isEmpty = screen?.bytes === 0 && keys?.bytes === 0 && unfinished?.bytes === 0;
    return {
        name: terminal.replace("/dev/", ""),
        amount: isEmpty ? "empty" : "",
        level: null,
        ...(isMaster ? toScreen : toReader),
        away: isMaster ? toReader : toScreen,
        spoken: `pseudoterminal ${terminal}, ${held("screen", screen)}, ${held("keys", keys)}`,
    };
}

function laneOf(how: string, ...parts: readonly (Waiting | null)[]): Lane {
    const pieces = parts.flatMap((part) => {
        if (part === null) return [{ color: null, text: "?", title: "what waits here is not known" }];
        return part.bytes === 0 ? [] : [{ color: null, text: part.text, title: `${counted(part.bytes, "byte")} ${how}` }];
    });
    return { pieces, more: 0 };
}
