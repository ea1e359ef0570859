import type { Choice } from "./choice";

const SPLICE_F_NONBLOCK = 2;

export const transferChoices: readonly Choice[] = [
    {
        weight: 3,
        write(actor, script) {
            const { random } = script;
            const [one, other] = [script.descriptor(actor), script.descriptor(actor)];
            switch (random.below(5)) {
                case 0:
                    return script.line(actor, "sendfile", one, other, script.length());
                case 1:
                    return script.line(actor, "splice", one, other, script.length(), random.pick([0, SPLICE_F_NONBLOCK]));
                case 2:
                    return script.line(actor, "tee", one, other, script.length(), random.pick([0, SPLICE_F_NONBLOCK]));
                case 3:
                    return script.line(actor, "vmsplice", one, script.length());
                default:
                    return script.line(actor, "copy", one, other, script.length());
            }
        },
    },
];
