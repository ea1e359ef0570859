/** Userfaultfds in words. */
import { addressText } from "../../owners/mappingText";
import { count, firstOf } from "../../words";
import type { FaultMessage } from "./events";
import type { FaultReason, ReadFault, RegisteredRange, Userfaultfd } from "./state";

const reasonTexts: Readonly<Record<FaultReason, string>> = {
    "missing": "missing",
    "write-protected": "write-protected",
    "minor": "not yet mapped",
};

export function reasonsText(reasons: readonly FaultReason[]): string {
    return `${reasons.map((reason) => reasonTexts[reason]).join(" or ")} pages`;
}

/** "16384 bytes at 0x7f2c1a000000" */
export function placeText({ address, length }: Pick<RegisteredRange, "address" | "length">): string {
    return `${count(Number(length), "byte")} at ${addressText(address)}`;
}

export function rangeText(range: RegisteredRange): string {
    return `${placeText(range)}: ${reasonsText(range.reasons)}`;
}

export function faultText({ address, reason, write, thread }: ReadFault): string {
    const who = thread === null ? "" : ` by thread ${thread}`;
    return `a ${write ? "write to" : "read of"} the ${reasonTexts[reason]} page at ${addressText(address)}${who}`;
}

export function messageText(message: FaultMessage): string {
    switch (message.what) {
        case "fault":
            return faultText(message);
        case "fork":
            return `a fork, with descriptor ${message.fd} for the child's faults`;
        case "remap":
            return `${count(Number(message.length), "byte")} moved from ${addressText(message.from)} to ${addressText(message.to)}`;
        case "remove":
            return `${placeText(message)} given back`;
        case "unmap":
            return `${placeText(message)} unmapped`;
    }
}

/** "UFFD_FEATURE_THREAD_ID" and its like without their beginning. */
export function featuresText({ features }: Pick<Userfaultfd, "features">): string {
    if (features === null) return "features unknown";
    if (features === "off") return "not enabled yet (UFFDIO_API)";
    return features.length === 0 ? "enabled" : `enabled with ${features.map((name) => name.replace(/^UFFD_FEATURE_/, "")).join(", ")}`;
}

export function rangesText({ ranges, complete }: Userfaultfd): string {
    const known = ranges.length === 0 ? "nothing is registered" : firstOf(ranges.map(rangeText));
    return complete ? known : ranges.length === 0 ? "what is registered is not known" : `${known}, perhaps others`;
}

/** What the card and the text say of what is not seen. */
export const faultBlindSpot = "a page fault makes no system call: who waits is seen when its message is read";

export function faultsText({ faults }: Userfaultfd): string {
    if (faults.length === 0) return "no fault that was read waits to be resolved";
    return `${count(faults.length, "fault")} read and not resolved: ${firstOf(faults.map(({ address }) => addressText(address)))}`;
}
