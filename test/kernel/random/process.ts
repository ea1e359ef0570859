import type { Actor } from "./actor";
import type { Choice } from "./choice";
import type { ScriptWriter } from "./scriptWriter";

const WNOHANG = 1;
const largestProcesses = 6;
/** MAX_PROCESSES of test/programs/random/operation.h. */
const largestLists = 8;

export const processChoices: readonly Choice[] = [
    { weight: (_, { processes, lists }) => (processes < largestProcesses && lists < largestLists ? 6 : 0), write: fork },
    { weight: 1, write: (actor, script) => script.line(actor, "vfork", script.random.below(5)) },
    { weight: (actor, script) => (actor.list !== 0 && script.lists < largestLists ? 2 : 0), write: exec },
    { weight: 2, write: (actor, script) => script.line(actor, "wait", script.random.chance(60) ? WNOHANG : 0) },
    { weight: 1, write: exit },
];

function fork(actor: Actor, script: ScriptWriter): void {
    const list = script.lists++;
    script.processes++;
    script.line(actor, "fork", list);
    script.actors.push({ list, open: new Map(actor.open), ended: false });
}

/** The process goes on with a list of its own, so nothing more is written to this one. */
function exec(actor: Actor, script: ScriptWriter): void {
    const list = script.lists++;
    script.line(actor, "exec", list);
    actor.ended = true;
    const stays = [...actor.open].filter(([, { closeOnExec }]) => !closeOnExec);
    script.actors.push({ list, open: new Map(stays), ended: false });
}

function exit(actor: Actor, script: ScriptWriter): void {
    script.line(actor, "exit", script.random.below(200));
    actor.ended = true;
}
