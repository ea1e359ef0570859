/** What a mechanism brings to the random scripts: operations, and how often each is chosen. */
import type { Actor } from "./actor";
import type { ScriptWriter } from "./scriptWriter";

export interface Choice {
    /** Of all weights' sum; it may depend on what has gone before. */
    readonly weight: number | ((actor: Actor, script: ScriptWriter) => number);
    /** Writes one line, as a rule, by `script.line`: its word is an OPERATION of test/programs/random. */
    write(actor: Actor, script: ScriptWriter): void;
}
