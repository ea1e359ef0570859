/** Random scripts for test/programs/random: what up to six processes do with the mechanisms that the model knows. */
import type { Actor } from "./actor";
import type { Choice } from "./choice";
import { enabledMechanisms } from "./mechanisms";
import { ScriptWriter } from "./scriptWriter";
import { SeededRandom } from "./seededRandom";

export function randomScript(seed: number, mechanisms: readonly (readonly Choice[])[] = enabledMechanisms): string {
    const script = new ScriptWriter(new SeededRandom(seed));
    const choices = favouring(script.random, mechanisms);
    const length = 8 + script.random.below(120);
    for (let count = 0; count < length; count++) {
        const living = script.actors.filter((actor) => !actor.ended);
        if (living.length === 0) break;
        writeOne(script, script.random.pick(living), choices);
    }
    return script.text();
}

const favourites = 3;
const favour = 6;

/** Of the many mechanisms a script tries some in depth. */
function favouring(random: SeededRandom, mechanisms: readonly (readonly Choice[])[]): readonly Choice[] {
    const favoured = new Set(Array.from({ length: favourites }, () => random.pick(mechanisms)));
    return mechanisms.flatMap((choices) => (favoured.has(choices) ? choices.map(moreOften) : choices));
}

function moreOften(choice: Choice): Choice {
    return {
        write: (actor, script) => choice.write(actor, script),
        weight: (actor, script) => favour * weightOf(choice.weight, actor, script),
    };
}

function weightOf(weight: Choice["weight"], actor: Actor, script: ScriptWriter): number {
    return typeof weight === "number" ? weight : weight(actor, script);
}

function writeOne(script: ScriptWriter, actor: Actor, choices: readonly Choice[]): void {
    const weights = choices.map(({ weight }) => weightOf(weight, actor, script));
    let place = script.random.below(weights.reduce((sum, weight) => sum + weight, 0));
    for (const [index, choice] of choices.entries()) {
        place -= weights[index] ?? 0;
        if (place >= 0) continue;
        choice.write(actor, script);
        return;
    }
}
