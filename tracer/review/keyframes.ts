/** States at moments of the trace, from which any other is a few events away. */
import { advance } from "../model/apply";
import { Draft } from "../model/draft";
import type { Event } from "../model/event";
import { emptyState, type State } from "../model/state";
import { ByteReader } from "./packing/byteReader";
import { ByteWriter } from "./packing/byteWriter";
import { restored, shrunk } from "./packing/shrunk";
import type { ValuePacker } from "./packing/valuePacker";

/** Events between two keyframes. When there are too many keyframes, every second goes, and the distance doubles. */
const firstDistance = 128;
const mostKeyframes = 512;
/** Each for itself takes more than those that share what has not changed. */
const mostSaved = 256;
/** Of those that are bytes, so many that were asked for last are kept as states: who goes back step by step needs the same one each time. */
const mostUnpacked = 8;

/** A state as bytes. */
export interface PackedState {
    readonly at: number;
    readonly bytes: Uint8Array;
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

    /** Goes on after each. */
    *saving(): Generator<void, readonly PackedState[], void> {
        const step = Math.ceil(this.states.length / mostSaved);
        const writer = new ByteWriter();
        const saved: PackedState[] = [];
        for (let index = step; index < this.states.length; index += step) {
            const state = this.states[index] ?? emptyState;
            if ("bytes" in state) {
                saved.push(state);
            } else {
                this.packer.write(writer, state);
                saved.push({ at: state.at, bytes: shrunk(writer.take()) });
            }
            yield;
        }
        return saved;
    }

    /** Where there is none yet. */
    load(saved: readonly PackedState[]): void {
        this.states.push(...saved);
    }

    private unpacked(keyframe: State | PackedState): State {
        if (!("bytes" in keyframe)) return keyframe;
        const known = this.unpackedStates.get(keyframe);
        this.unpackedStates.delete(keyframe);
        const state = known ?? (this.packer.read(new ByteReader(restored(keyframe.bytes))) as State);
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
