/**
 * What one looks for in a trace: `process:p2 kind:bytesWritten object:pipe1 exe:wc text:GET result:EAGAIN duration:>1ms "GET"`.
 *
 * All keys must hold; of several terms with the same key one is enough (of comparisons all must hold), and a term with a minus must not
 * hold. A text without a key is one that stands in the event.
 */
import type { RecordedTrace } from "../recordedTrace";
import { FilterError } from "./filterError";
import { splitTerms } from "./splitTerms";
import { testsByKey, type EventTest } from "./tests";

export const filterKeys: readonly string[] = Object.keys(testsByKey);

interface Clause {
    /** Its place among the keys: the cheap ones are asked first. */
    readonly rank: number;
    readonly excludes: boolean;
    readonly tests: ((trace: RecordedTrace) => EventTest)[];
}

export class Filter {
    private constructor(private readonly clauses: readonly Clause[]) {}

    /** Throws a FilterError, whose message is one sentence. */
    static parse(text: string): Filter {
        const clauses = new Map<string, Clause>();
        for (const { key, value, excludes } of splitTerms(text)) {
            const name = key ?? "text";
            const make = Object.hasOwn(testsByKey, name) ? testsByKey[name] : undefined;
            if (make === undefined) throw new FilterError(`A filter knows no '${name}:'; it knows ${filterKeys.join(", ")}.`);
            const standsAlone = excludes || key === null || /^[<>]/.test(value);
            const place = standsAlone ? `${clauses.size}` : name;
            const clause = clauses.get(place) ?? { rank: filterKeys.indexOf(name), excludes, tests: [] };
            clause.tests.push(make(value));
            clauses.set(place, clause);
        }
        return new Filter([...clauses.values()].sort((one, other) => one.rank - other.rank));
    }

    /** It holds of every event. */
    get isEmpty(): boolean {
        return this.clauses.length === 0;
    }

    /** Whether it holds of the trace's event with a seq; of those that come later, too. */
    for(trace: RecordedTrace): EventTest {
        const clauses = this.clauses.map(({ excludes, tests }) => ({ excludes, tests: tests.map((make) => make(trace)) }));
        return (seq) => clauses.every(({ excludes, tests }) => tests.some((test) => test(seq)) !== excludes);
    }

    /** The seqs of the events of which it holds, from one to another. */
    *find(trace: RecordedTrace, from = 1, to = trace.length): Iterable<number> {
        const holds = this.for(trace);
        for (let seq = from; seq <= to; seq++) if (holds(seq)) yield seq;
    }
}
