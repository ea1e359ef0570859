/** What lies at places that calls of a script name: `at 2` behind a futex. */
import type { Variable } from "../../../tracer/symbols/sourceLookup";

export const variables: Readonly<Record<number, Variable>> = {
    1: { name: "lock", type: "pthread_mutex_t" },
    2: { name: "table.changed", type: "pthread_cond_t" },
    3: { name: "forks[2]", type: "sem_t" },
    4: { name: "turn", type: "unsigned int" },
};
