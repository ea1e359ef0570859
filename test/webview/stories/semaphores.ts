/** A System V semaphore set with a queue, and a large one. */
import type { SemaphoreOperation } from "../../../tracer/model/kinds/semaphoreSet/operations";
import { Story } from "../story";

const object = "semaphoreSet1";
const take = (index: number, number = 1): SemaphoreOperation => ({ index, change: -number });

function makes(story: Story, number: number, key: number, values: readonly number[]): void {
    const newObject = { id: object, kind: "semaphoreSet", name: null, key, number, count: values.length, mode: 0o600 } as const;
    story.tell({ kind: "semaphoreSetCreated", call: "semget", process: "p1", object, newObject }, 14);
    story.tell({ kind: "semaphoresSet", call: "semctl", process: "p1", object, values }, 15);
}

/** With SEM_UNDO each process has an undo list of its own. */
function does(story: Story, process: string, operation: SemaphoreOperation, value: number, line: number): void {
    const undoes = operation.undo === true && { undoList: `undo-${process}` };
    const { index } = operation;
    story.tell({ kind: "semaphoreChanged", call: "semop", process, object, index, value, operations: [operation], ...undoes }, line);
}

function waits(story: Story, process: string, set: number, ...operations: readonly SemaphoreOperation[]): void {
    story.blocked(process, "semop", null, object, { what: "semaphores", set, operations }, 22);
}

/** A printer and some paper: two wait, and one has something to undo. */
export function semaphores(): Story {
    const story = new Story("/home/student/samples/c/worker.c", 4711);
    story.started("p1", "./printers").terminal("p1").stop("p1", 12, "breakpoint");
    makes(story, 5, 0x14, [1, 2]);
    story.stop("p1", 16).forked("p1", "p2", 18).forked("p1", "p3", 18).forked("p1", "p4", 18).stop("p1", 20);
    does(story, "p4", { ...take(0), undo: true }, 0, 30);
    does(story, "p1", { index: 1, change: 1 }, 3, 31);
    waits(story, "p2", 5, take(0));
    waits(story, "p3", 5, take(0), take(1));
    return story.stop("p1", 32);
}

/** Many semaphores, a long queue for one of them, and several who have something to undo. */
export function manySemaphores(): Story {
    const story = new Story("/home/student/samples/c/philosophers.c", 5200);
    story.started("p1", "./philosophers").terminal("p1");
    makes(story, 32771, 0, [1, 1, 0, 32767, 4, 100, 1, 1, 1, 1, 1, 1]);
    story.stop("p1", 16);
    for (let number = 2; number <= 9; number += 1) story.forked("p1", `p${number}`, 18);
    for (let number = 2; number <= 9; number += 1) {
        if (number < 4) does(story, `p${number}`, { ...take(number - 2), undo: true }, 0, 30);
        else waits(story, `p${number}`, 32771, take(2));
    }
    return story.stop("p1", 20);
}
