/** Page faults that a program resolves by itself (userfaultfd(2), fs/userfaultfd.c). */
import type { Wait } from "../awaits";
import { onlyOthers } from "../ender";
import { addressText } from "../owners/mappingText";
import { callText, count, firstOf, nameOf, said } from "../words";
import type { Kind } from "./kind";
import type { UserfaultfdEvent, UserfaultfdRead, UserfaultfdResolved } from "./userfaultfd/events";
import { covers, including, moved, without } from "./userfaultfd/ranges";
import type { RegisteredRange, Userfaultfd, UserfaultfdFacts } from "./userfaultfd/state";
import { faultBlindSpot, faultsText, featuresText, messageText, placeText, rangesText, rangeText, reasonsText } from "./userfaultfd/text";

function awaited({ ranges, complete }: Userfaultfd, wait: Wait): string | null {
    if (wait.awaits.what !== "input") return null;
    if (ranges.length === 0) return complete ? "nothing is registered" : null;
    return `waiting until a thread touches one of the ${reasonsText([...new Set(ranges.flatMap(({ reasons }) => reasons))])}`;
}

function rangesAfter(ranges: readonly RegisteredRange[], { messages }: UserfaultfdRead): RegisteredRange[] {
    let after = [...ranges];
    for (const message of messages) {
        if (message.what === "unmap") after = without(after, message);
        else if (message.what === "remap") after = moved(after, message);
    }
    return after;
}

const whatItDid: Readonly<Record<string, string>> = {
    UFFDIO_COPY: "brought",
    UFFDIO_ZEROPAGE: "brought zeroed pages for",
    UFFDIO_MOVE: "moved other pages to",
    UFFDIO_CONTINUE: "mapped what is there already:",
    UFFDIO_POISON: "poisoned",
    UFFDIO_WAKE: "woke who waits for",
};

function didText({ request, protects }: UserfaultfdResolved): string {
    return whatItDid[request] ?? (protects === true ? "protected from writing" : "let write to");
}

function wokenText({ wakes, resolved, protects }: UserfaultfdResolved): string | null {
    if (protects === true) return "Who writes there sleeps until the protection is taken away.";
    if (!wakes) return "Nobody is woken yet: that is left to UFFDIO_WAKE.";
    return resolved === 0 ? null : `${count(resolved, "fault")} ${resolved === 1 ? "is" : "are"} resolved: who waited runs on.`;
}

export const userfaultfd: Kind<Userfaultfd, UserfaultfdFacts, UserfaultfdEvent> = {
    word: "userfaultfd",
    traits: { named: false, position: "none", identity: "maker", connects: false, buffers: false },
    begins: (base, { features = null, ranges = [], complete = false, userOnly = null }) => ({
        ...base,
        kind: "userfaultfd",
        features,
        ranges,
        faults: [],
        complete,
        userOnly,
    }),
    events: {
        userfaultfdCreated: {
            opens: ({ fd, closeOnExec, description, statusFlags }) => [{ fd, closeOnExec, description, statusFlags, access: "read" }],
            says: (event) => {
                const only = event.newObject.userOnly === true ? "Faults of system calls are left out (UFFD_USER_MODE_ONLY)." : null;
                return said(`${nameOf(event)} made ${event.object}: descriptor ${event.fd}.`, only);
            },
        },
        userfaultfdEnabled: {
            becomes(userfaultfd, { features }) {
                userfaultfd.features = features;
            },
            says: (event, _userfaultfd, look) =>
                said(`${callText(event, event.fd)} made ${look.name(event.object)} ready (UFFDIO_API): ${featuresText(event)}.`),
        },
        userfaultfdRegistered: {
            becomes(userfaultfd, { address, length, reasons }) {
                userfaultfd.ranges = including(userfaultfd.ranges, { address, length, reasons });
            },
            says: (event, _userfaultfd, look) =>
                said(
                    `${callText(event, event.fd)} registered ${rangeText(event)} (UFFDIO_REGISTER), with ${look.name(event.object)}.`,
                    "Who touches such a page sleeps until somebody who reads the descriptor has brought it.",
                ),
        },
        userfaultfdUnregistered: {
            becomes(userfaultfd, event) {
                userfaultfd.ranges = without(userfaultfd.ranges, event);
                userfaultfd.faults = userfaultfd.faults.filter(({ address }) => !covers(event, address));
            },
            says: (event) =>
                said(
                    `${callText(event, event.fd)} registered ${placeText(event)} no more (UFFDIO_UNREGISTER).`,
                    "Who waits for a page there gets it from the kernel, as anywhere else.",
                ),
        },
        userfaultfdResolved: {
            becomes(userfaultfd, event) {
                if (event.wakes) userfaultfd.faults = userfaultfd.faults.filter(({ address }) => !covers(event, address));
            },
            says: (event) =>
                said(`${callText(event, event.fd)} ${didText(event)} ${placeText(event)} (${event.request}).`, wokenText(event)),
        },
        userfaultfdUnfollowed: {
            becomes(userfaultfd, { request }) {
                userfaultfd.complete = false;
                if (request === "UFFDIO_API") userfaultfd.features = null;
            },
            says: (event, _userfaultfd, look) =>
                said(
                    `${callText(event, event.fd)} made the request ${event.request} of ${look.name(event.object)}; its argument was not captured.`,
                ),
        },
        userfaultfdRead: {
            becomes(userfaultfd, event) {
                const faults = event.messages.filter((message) => message.what === "fault");
                userfaultfd.faults = [
                    ...userfaultfd.faults,
                    ...faults.map(({ address, reason, write, thread }) => ({ address, reason, write, thread })),
                ];
                userfaultfd.ranges = rangesAfter(userfaultfd.ranges, event);
                if (event.truncated === true) userfaultfd.complete = false;
            },
            says: (event, _userfaultfd, look) =>
                said(
                    `${callText(event, event.fd, "read")} got ${count(event.messages.length, "message")} from ${look.name(event.object)}: ${firstOf(event.messages.map(messageText))}.`,
                    event.messages.some(({ what }) => what === "fault")
                        ? "The thread that touched the page sleeps until it is brought."
                        : null,
                ),
        },
        userfaultfdForked: {
            opens: ({ fd, closeOnExec, description, statusFlags }) => [{ fd, closeOnExec, description, statusFlags, access: "read" }],
            says: (event, _userfaultfd, look) =>
                said(
                    `Descriptor ${event.fd}, ${event.object}, came with a message of ${look.name(event.from)}: for the faults of a child.`,
                ),
        },
    },
    awaited,
    enders: () => onlyOthers("a thread that touches a registered page"),
    whyReady: (_userfaultfd, what) => (what === "IN" ? "messages are in its queue" : null),
    json: ({ features, ranges, faults, complete }) => ({
        complete,
        features,
        ranges: ranges.map(({ address, length, reasons }) => ({ address: addressText(address), length: Number(length), reasons })),
        faults: faults.map(({ address, ...fault }) => ({ address: addressText(address), ...fault })),
    }),
    remark: (userfaultfd) =>
        `${[featuresText(userfaultfd), rangesText(userfaultfd), faultsText(userfaultfd)].join("; ")}; ${faultBlindSpot}`,
};
