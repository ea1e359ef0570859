import type { Actor } from "./actor";
import type { Choice } from "./choice";

const [FAN_CLOEXEC, FAN_NONBLOCK, FAN_REPORT_TID] = [1, 2, 0x100];
const [FAN_MARK_ADD, FAN_MARK_REMOVE, FAN_MARK_IGNORED_MASK, FAN_MARK_IGNORED_SURV_MODIFY, FAN_MARK_FLUSH] = [1, 2, 0x20, 0x40, 0x80];
const [FAN_OPEN, FAN_CREATE, FAN_DELETE, FAN_CLOSE_WRITE] = [0x20, 0x100, 0x200, 8];
const [FAN_EVENT_ON_CHILD, FAN_ONDIR] = [0x0800_0000, 0x4000_0000];
const O_CLOEXEC = 0o2000000;
const names = 3;

export const fanotifyChoices: readonly Choice[] = [
    {
        weight: (actor) => (made(actor) < 2 ? 2 : 0),
        write(actor, script) {
            const flags = script.someFlags([FAN_NONBLOCK], 80) | script.someFlags([FAN_CLOEXEC, FAN_REPORT_TID], 25);
            script.line(actor, "fanotify", flags, script.someFlags([O_CLOEXEC], 50));
            script.opened(actor, "fanotify", (flags & FAN_CLOEXEC) !== 0);
        },
    },
    {
        weight: (actor) => (made(actor) > 0 ? 6 : 0),
        write(actor, script) {
            const { random } = script;
            const how = random.pick([FAN_MARK_ADD, FAN_MARK_ADD, FAN_MARK_REMOVE, FAN_MARK_FLUSH]);
            const ignores = how === FAN_MARK_FLUSH ? 0 : script.someFlags([FAN_MARK_IGNORED_MASK], 20);
            const survives = ignores === 0 ? 0 : script.someFlags([FAN_MARK_IGNORED_SURV_MODIFY], 70);
            const mask =
                script.someFlags([FAN_OPEN, FAN_CREATE, FAN_DELETE, FAN_CLOSE_WRITE], 50) |
                script.someFlags([FAN_EVENT_ON_CHILD, FAN_ONDIR], 20);
            const place = random.below(names);
            script.line(actor, "mark", script.descriptor(actor, "fanotify"), how | ignores | survives, mask, place);
        },
    },
    { weight: (actor) => (made(actor) > 0 ? 4 : 0), write: (actor, script) => script.line(actor, "comeandgo", script.random.below(names)) },
    {
        weight: (actor) => (made(actor) > 0 ? 3 : 0),
        write: (actor, script) => script.line(actor, "notified", script.descriptor(actor, "fanotify"), script.random.pick([16, 60, 4096])),
    },
];

function made({ open }: Actor): number {
    return [...open.values()].filter(({ kind }) => kind === "fanotify").length;
}
