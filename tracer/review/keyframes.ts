/** States at moments of the trace, from which any other is a few events away. */
import { advance } from "../model/apply";
import { Draft } from "../model/draft";
import type { Event } from "../model/event";
import { emptyState, type State } from "../model/state";
import { ByteReader } from "./packing/byteReader";
import { ByteWriter } from "./packing/byteWriter";
import { patched, patchOf } from "./packing/patch";
import { keptLevel, restored, shrunk } from "./packing/shrunk";
import type { ValuePacker } from "./packing/valuePacker";

/** Events between two keyframes. When there are too many keyframes, every second goes, and the distance doubles. */
const firstDistance = 128;
const mostKeyframes = 512;
/** Of those that are bytes, so many that were asked for last are kept as states: who goes back step by step needs the same one each time. */
const mostUnpacked = 8;

/** Of so many that follow each other the first is told whole, and the others by how they differ from it. */
const groupLength = 8;

/** A state as bytes; of those of a group all but the first as a patch of that. */
export interface SavedKeyframe {
    readonly at: number;
    readonly bytes: Uint8Array;
}

interface PackedState extends SavedKeyframe {
    /** The first of the group; null: it is that. */
    readonly first: PackedState | null;
}

export class Keyframes {
    private states: (State | PackedState)[] = [emptyState];
    private distance = firstDistance;
    /** The state that was asked for last, and the one before it: the next is often near, and who shows what an event has changed asks for both. */
    private recent: readonly State[] = [emptyState];
    /** The newest at the end. */
    private readonly unpackedStates = new Map<PackedState, State>();

    constructor(
        private readonly event: (seq: number) => Event,
        private readonly packer: ValuePacker,
    ) {}

    /** `look` gives the state after the event `seq`; not every event is told of. */
    add(seq: number, look: () => State): void {
        if (seq < (this.states.at(-1)?.at ?? 0) + this.distance) return;
        this.states.push(look());
        if (this.states.length <= mostKeyframes) return;
        this.states = this.states.filter((_, index) => index % 2 === 0);
        this.distance *= 2;
    }

    /** The state after this event; 0 is the very beginning. */
    stateAt(seq: number): State {
        const known = this.recent.find(({ at }) => at === seq);
        if (known !== undefined) return known;
        const keyframe = this.before(seq);
        const nearer = this.recent.findLast(({ at }) => at < seq && at > keyframe.at);
        const draft = new Draft(nearer ?? this.unpacked(keyframe));
        while (draft.now.at < seq - 1) advance(draft, this.event(draft.now.at + 1));
        const before = draft.look();
        if (before.at < seq) advance(draft, this.event(seq));
        const state = draft.look();
        this.recent = [before, state];
        return state;
    }

    /** Goes on after each. What was saved is kept in place of the states, which take far more. */
    *saving(): Generator<void, readonly SavedKeyframe[], void> {
        const saved: SavedKeyframe[] = [];
        let first: Uint8Array = new Uint8Array();
        for (const state of this.states.slice(1)) {
            const bytes = this.bytesOf(state);
            if (saved.length % groupLength === 0) first = bytes;
            saved.push({ at: state.at, bytes: shrunk(first === bytes ? bytes : patchOf(first, bytes), keptLevel) });
            yield;
        }
        this.states = [emptyState];
        this.load(saved);
        return saved;
    }

    /** Where there is none yet. */
    load(saved: readonly SavedKeyframe[]): void {
        let first: PackedState | null = null;
        for (const [index, { at, bytes }] of saved.entries()) {
            const state: PackedState = { at, bytes, first: index % groupLength === 0 ? null : first };
            first = state.first ?? state;
            this.states.push(state);
        }
    }

    private bytesOf(state: State | PackedState): Uint8Array {
        if (!("bytes" in state)) {
            const writer = new ByteWriter();
            this.packer.write(writer, state);
            return writer.take();
        }
        const bytes = restored(state.bytes);
        return state.first === null ? bytes : patched(restored(state.first.bytes), bytes);
    }

    private unpacked(keyframe: State | PackedState): State {
        if (!("bytes" in keyframe)) return keyframe;
        const known = this.unpackedStates.get(keyframe);
        this.unpackedStates.delete(keyframe);
        const state = known ?? (this.packer.read(new ByteReader(this.bytesOf(keyframe))) as State);
        this.unpackedStates.set(keyframe, state);
        const [oldest] = this.unpackedStates.keys();
        if (this.unpackedStates.size > mostUnpacked && oldest !== undefined) this.unpackedStates.delete(oldest);
        return state;
    }

    private before(seq: number): State | PackedState {
        let [low, high] = [0, this.states.length];
        while (high - low > 1) {
            const middle = (low + high) >>> 1;
            if ((this.states[middle]?.at ?? Infinity) <= seq) low = middle;
            else high = middle;
        }
        return this.states[low] ?? emptyState;
    }
}
