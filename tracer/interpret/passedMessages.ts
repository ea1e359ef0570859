/** Messages with descriptors (unix(7), SCM_RIGHTS) that were sent and that nobody has received yet. */
import type { DescriptionId, ObjectId } from "../model/identities";
import type { State } from "../model/state";

export interface PassedMessage {
    readonly number: number;
    /** The socket that is to receive it; null: unknown. */
    readonly to: ObjectId | null;
    /** How much was sent to that socket before it: bytes of a stream, else messages; null: unknown. */
    readonly after: number | null;
    /** In the order of the control messages; null: which one is not known. */
    readonly descriptions: readonly (DescriptionId | null)[];
}

export class PassedMessages {
    private count = 0;
    private underWay: readonly PassedMessage[] = [];

    add(to: ObjectId | null, after: number | null, descriptions: readonly (DescriptionId | null)[]): PassedMessage {
        this.count += 1;
        const message = { number: this.count, to, after, descriptions };
        this.underWay = [...this.underWay, message];
        return message;
    }

    /** Those that may be in the socket's queue, in their order. What went with a socket's end is forgotten. */
    reaching(state: State, socket: ObjectId): readonly PassedMessage[] {
        this.underWay = this.underWay.filter(({ number, descriptions }) =>
            descriptions.some(
                (id) => id === null || state.descriptions.get(id)?.inFlight.some((place) => place.message === number) === true,
            ),
        );
        return this.underWay.filter(({ to }) => to === socket || to === null);
    }

    /** Of those that are to reach it, another may have come first. */
    forgetOrder(socket: ObjectId): void {
        this.underWay = this.underWay.map((each) => (each.to === socket ? { ...each, after: null } : each));
    }

    remove(message: PassedMessage): void {
        this.underWay = this.underWay.filter((each) => each !== message);
    }
}
