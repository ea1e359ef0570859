import { constants } from "node:fs";
import type { Actor } from "./actor";
import type { Choice } from "./choice";
import type { ScriptWriter } from "./scriptWriter";

const { O_APPEND, O_NONBLOCK, O_DIRECT, O_NOATIME } = constants;
const O_CLOEXEC = 0o2000000;
const [F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC] = [0, 1, 2, 3, 4, 1030];
const FD_CLOEXEC = 1;
const CLOSE_RANGE_CLOEXEC = 4;

export const descriptorChoices: readonly Choice[] = [
    { weight: 5, write: duplicate },
    { weight: 6, write: close },
    { weight: 1, write: closeRange },
    { weight: 5, write: changeFlags },
];

function duplicate(actor: Actor, script: ScriptWriter): void {
    const { random } = script;
    const fd = script.descriptor(actor);
    const kind = actor.open.get(fd)?.kind ?? "tty";
    const target = random.below(random.chance(80) ? 12 : 40);
    switch (random.below(5)) {
        case 0:
            script.line(actor, "dup", fd);
            return script.opened(actor, kind, false);
        case 1:
            script.line(actor, "dup2", fd, target);
            if (target > 2) actor.open.set(target, { kind, closeOnExec: false });
            return;
        case 2: {
            const flags = random.pick([0, O_CLOEXEC]);
            script.line(actor, "dup3", fd, target, flags);
            if (target > 2) actor.open.set(target, { kind, closeOnExec: flags !== 0 });
            return;
        }
        default: {
            const command = random.pick([F_DUPFD, F_DUPFD_CLOEXEC]);
            script.line(actor, "fcntl", fd, command, target);
            return script.opened(actor, kind, command === F_DUPFD_CLOEXEC);
        }
    }
}

function close(actor: Actor, script: ScriptWriter): void {
    const fd = script.descriptor(actor);
    script.line(actor, "close", fd);
    actor.open.delete(fd);
}

function closeRange(actor: Actor, script: ScriptWriter): void {
    const { random } = script;
    const first = 3 + random.below(8);
    const last = first + random.below(6);
    const flags = random.pick([0, CLOSE_RANGE_CLOEXEC]);
    script.line(actor, "closerange", first, last, flags);
    for (let fd = first; fd <= last && flags === 0; fd++) actor.open.delete(fd);
}

function changeFlags(actor: Actor, script: ScriptWriter): void {
    const { random } = script;
    const fd = script.descriptor(actor);
    switch (random.below(7)) {
        case 0:
            return script.line(actor, "fcntl", fd, F_SETFD, random.pick([0, FD_CLOEXEC]));
        case 1:
            return script.line(actor, "fcntl", fd, random.pick([F_GETFL, F_GETFD]), 0);
        case 2:
            return script.line(actor, "cloexec", fd, random.below(2));
        case 3:
            return script.line(actor, "nonblock", fd, random.below(2));
        default:
            return script.line(actor, "fcntl", fd, F_SETFL, script.someFlags([O_NONBLOCK, O_APPEND, O_DIRECT, O_NOATIME], 35));
    }
}
