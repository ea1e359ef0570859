/** Who has taken from a semaphore what only that process would give back: semop(2) without SEM_UNDO. */
import type { EventKind } from "../../model/event";
import type { ObjectId, ProcessId } from "../../model/identities";
import type { SemaphoreChanged, SemaphoresSet } from "../../model/kinds/semaphoreSet/events";
import type { SemaphoreOperation } from "../../model/kinds/semaphoreSet/operations";
import type { SourceLocation } from "../../model/sourceLocation";
import type { State } from "../../model/state";

export interface Taker {
    readonly process: ProcessId;
    readonly source: SourceLocation | null;
}

/** Of one semaphore, by process: what it has added less what it has taken. */
interface Account {
    readonly balances: Map<ProcessId, { readonly balance: number; readonly last: SourceLocation | null }>;
    /** The value that somebody gave it (SETVAL, SETALL) was more than 0: there is something to take and to give back. */
    readonly begins: boolean;
}

/** What it has to see. */
export const takingKinds = ["semaphoreChanged", "semaphoresSet"] as const satisfies readonly EventKind[];

export class Takings {
    private readonly accounts = new Map<string, Account>();

    see(event: SemaphoresSet | SemaphoreChanged): void {
        if (event.kind === "semaphoresSet") {
            for (const [index, value] of event.values.entries()) this.begin(event.object, index, value);
            return;
        }
        const { object, index, value, operations, process, source = null } = event;
        if (operations === undefined) this.begin(object, index, value);
        else for (const operation of operations) this.add(object, operation, { process, source });
    }

    /**
     * Who has ended with what it took. Null: none; or it is no semaphore that each process gives back to, since others have added
     * more than they took.
     */
    leftBy(state: State, object: ObjectId, index: number): Taker | null {
        const account = this.accounts.get(keyOf(object, index));
        if (account?.begins !== true || [...account.balances.values()].some(({ balance }) => balance > 0)) return null;
        for (const [process, { balance, last }] of account.balances) {
            if (balance < 0 && (state.processes.get(process)?.exit ?? null) !== null) return { process, source: last };
        }
        return null;
    }

    private begin(object: ObjectId, index: number, value: number | null): void {
        this.accounts.set(keyOf(object, index), { balances: new Map(), begins: value !== null && value > 0 });
    }

    private add(object: ObjectId, { index, change, undo }: SemaphoreOperation, { process, source }: Taker): void {
        const account = this.accounts.get(keyOf(object, index));
        if (account === undefined || undo === true || change === 0) return;
        const before = account.balances.get(process);
        account.balances.set(process, { balance: (before?.balance ?? 0) + change, last: change < 0 ? source : (before?.last ?? null) });
    }
}

function keyOf(object: ObjectId, index: number): string {
    return `${object} ${index}`;
}
