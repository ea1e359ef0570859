import type { Actor } from "./actor";
import type { Choice } from "./choice";
import type { ScriptWriter } from "./scriptWriter";

const [O_NONBLOCK, O_CLOEXEC] = [0o4000, 0o2000000];
const [UFFD_FEATURE_PAGEFAULT_FLAG_WP, UFFD_FEATURE_EVENT_REMOVE, UFFD_FEATURE_THREAD_ID, unknownFeature] = [1, 8, 0x100, 0x4000_0000];
const [missing, writeProtected] = [1, 2];
const dontWake = 1;
const pages = 8;

export const userfaultfdChoices: readonly Choice[] = [
    {
        weight: (actor) => (made(actor) < 2 ? 2 : 0),
        write(actor, script) {
            const flags = script.someFlags([O_NONBLOCK], 80) | script.someFlags([O_CLOEXEC], 25);
            script.line(actor, "userfaultfd", flags);
            script.opened(actor, "userfaultfd", (flags & O_CLOEXEC) !== 0);
        },
    },
    {
        weight: (actor) => (made(actor) > 0 ? 3 : 0),
        write(actor, script) {
            const features =
                script.someFlags([UFFD_FEATURE_PAGEFAULT_FLAG_WP, UFFD_FEATURE_EVENT_REMOVE, UFFD_FEATURE_THREAD_ID], 30) |
                script.someFlags([unknownFeature], 5);
            script.line(actor, "uffdapi", script.descriptor(actor, "userfaultfd"), features);
        },
    },
    {
        weight: (actor) => (made(actor) > 0 ? 4 : 0),
        write(actor, script) {
            const mode = script.someFlags([missing], 90) | script.someFlags([writeProtected], 20);
            script.line(actor, "uffdregister", script.descriptor(actor, "userfaultfd"), mode, ...somePages(script));
        },
    },
    {
        weight: (actor) => (made(actor) > 0 ? 2 : 0),
        write: (actor, script) => script.line(actor, "uffdunregister", script.descriptor(actor, "userfaultfd"), ...somePages(script)),
    },
    {
        weight: (actor) => (made(actor) > 0 ? 2 : 0),
        write(actor, script) {
            const fd = script.descriptor(actor, "userfaultfd");
            script.line(actor, "uffdzero", fd, script.someFlags([dontWake], 20), ...somePages(script));
        },
    },
    {
        weight: (actor) => (made(actor) > 0 ? 1 : 0),
        write: (actor, script) => script.line(actor, "uffdwake", script.descriptor(actor, "userfaultfd"), ...somePages(script)),
    },
    {
        weight: (actor) => (made(actor) > 0 ? 1 : 0),
        write: (actor, script) =>
            script.line(actor, "notified", script.descriptor(actor, "userfaultfd"), script.random.pick([16, 32, 4096])),
    },
];

/** The first, and how many. */
function somePages({ random }: ScriptWriter): readonly [number, number] {
    const first = random.below(pages);
    return [first, 1 + random.below(pages - first)];
}

function made({ open }: Actor): number {
    return [...open.values()].filter(({ kind }) => kind === "userfaultfd").length;
}
