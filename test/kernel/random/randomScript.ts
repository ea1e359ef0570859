/** Random scripts for test/programs/random: what up to six processes do with the mechanisms that the model knows. */
import type { Actor } from "./actor";
import type { Choice } from "./choice";
import { enabledChoices } from "./mechanisms";
import { ScriptWriter } from "./scriptWriter";
import { SeededRandom } from "./seededRandom";

export function randomScript(seed: number, choices: readonly Choice[] = enabledChoices): string {
    const script = new ScriptWriter(new SeededRandom(seed));
    const length = 8 + script.random.below(120);
    for (let count = 0; count < length; count++) {
        const living = script.actors.filter((actor) => !actor.ended);
        if (living.length === 0) break;
        writeOne(script, script.random.pick(living), choices);
    }
    return script.text();
}

function writeOne(script: ScriptWriter, actor: Actor, choices: readonly Choice[]): void {
    const weights = choices.map(({ weight }) => (typeof weight === "number" ? weight : weight(actor, script)));
    let place = script.random.below(weights.reduce((sum, weight) => sum + weight, 0));
    for (const [index, choice] of choices.entries()) {
        place -= weights[index] ?? 0;
        if (place >= 0) continue;
        choice.write(actor, script);
        return;
    }
}
