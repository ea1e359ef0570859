/** userfaultfd(2), the requests of ioctl_userfaultfd(2), and the messages that read(2) brings. */
import type { FaultMessage } from "../model/kinds/userfaultfd/events";
import { featuresOf } from "../model/kinds/userfaultfd/features";
import { covers } from "../model/kinds/userfaultfd/ranges";
import type { FaultReason, Userfaultfd } from "../model/kinds/userfaultfd/state";
import type { Delivery } from "./delivery";
import type { OpenDescriptor } from "./descriptorLookup";
import type { Mechanism } from "./mechanism";
import type { ReturnedCall } from "./returnedCall";
import type { Transfers } from "./transfers";

/** By their bits. */
const reasons: readonly FaultReason[] = ["missing", "write-protected", "minor"];

function make(call: ReturnedCall, userOnly: boolean): void {
    const facts = call.facts("object");
    if (facts?.kind !== "userfaultfd") {
        call.tellOpened(call.result, facts, false);
        return;
    }
    call.settleClose(call.result);
    const newObject = {
        ...call.interpretation.identities.create(facts),
        kind: "userfaultfd",
        features: "off",
        complete: true,
        userOnly,
    } as const;
    const end = call.newEnd(call.result, facts.flags);
    call.tell({ kind: "userfaultfdCreated", object: newObject.id, newObject, ...end });
    call.interpretation.deliveries.set(newObject.id, { closeOnExec: end.closeOnExec, access: "read", statusFlags: end.statusFlags });
}

function makeUserfaultfd(call: ReturnedCall): void {
    const userModeOnly = 1;
    make(call, (call.unsigned("flags") & userModeOnly) !== 0);
}

interface Request {
    readonly call: ReturnedCall;
    readonly view: DataView;
    readonly object: Userfaultfd;
    /** "UFFDIO_COPY" */
    readonly name: string;
    readonly about: { readonly fd: number; readonly object: string; readonly description: string };
}

/** The argument is a structure of so many bytes, as far as it goes in. */
function request(name: string, length: number, tell: (request: Request) => void): (call: ReturnedCall, open: OpenDescriptor) => void {
    return (call, { fd, object, description }) => {
        const view = call.structure("settings", length);
        const about = { fd, object: object.id, description: description.id };
        if (object.kind !== "userfaultfd") call.tellReturned();
        else if (view === undefined) call.tell({ kind: "userfaultfdUnfollowed", ...about, request: name });
        else tell({ call, view, object, name, about });
    };
}

function enable({ call, view, about }: Request): void {
    call.tell({ kind: "userfaultfdEnabled", ...about, features: featuresOf(view.getUint32(8, true)) });
}

/** struct uffdio_range. */
function extentIn(view: DataView): { readonly address: bigint; readonly length: bigint } {
    return { address: view.getBigUint64(0, true), length: view.getBigUint64(8, true) };
}

function register({ call, view, about }: Request): void {
    const mode = view.getUint32(16, true);
    const registered = reasons.filter((_, bit) => (mode & (1 << bit)) !== 0);
    call.tell({ kind: "userfaultfdRegistered", ...about, ...extentIn(view), reasons: registered });
}

function unregister({ call, view, about }: Request): void {
    call.tell({ kind: "userfaultfdUnregistered", ...about, ...extentIn(view) });
}

interface Resolving {
    /** Where the mode stands, behind the range; null: it has none. */
    readonly mode: number | null;
    /** The bit of the mode that leaves waking to UFFDIO_WAKE. */
    readonly dontWake: number;
}

function resolve({ call, view, object, name, about }: Request, { mode, dontWake }: Resolving): void {
    const bits = mode === null ? 0 : view.getUint32(mode, true);
    const extent = extentIn(view);
    const protects = name === "UFFDIO_WRITEPROTECT" && (bits & 1) !== 0;
    const wakes = (bits & dontWake) === 0 && !protects;
    call.tell({
        kind: "userfaultfdResolved",
        ...about,
        request: name,
        ...extent,
        wakes,
        ...(protects && { protects }),
        resolved: wakes ? object.faults.filter(({ address }) => covers(extent, address)).length : 0,
    });
}

function resolves(resolving: Resolving): (request: Request) => void {
    return (request) => resolve(request, resolving);
}

/** `dst` stands before `src` and `len` in struct uffdio_copy and struct uffdio_move. */
function copy({ view, ...request }: Request): void {
    const both = new DataView(new ArrayBuffer(24));
    both.setBigUint64(0, view.getBigUint64(0, true), true);
    both.setBigUint64(8, view.getBigUint64(16, true), true);
    both.setBigUint64(16, view.getBigUint64(24, true), true);
    resolve({ ...request, view: both }, { mode: 16, dontWake: 1 });
}

const inRange = resolves({ mode: 16, dontWake: 1 });

/** By the numbers of include/uapi/linux/userfaultfd.h. */
export const userfaultfdRequests = [
    [0xaa00, (call: ReturnedCall) => make(call, false)], // USERFAULTFD_IOC_NEW
    [0xc018aa3f, request("UFFDIO_API", 16, enable)],
    [0xc020aa00, request("UFFDIO_REGISTER", 24, register)],
    [0x8010aa01, request("UFFDIO_UNREGISTER", 16, unregister)],
    [0x8010aa02, request("UFFDIO_WAKE", 16, resolves({ mode: null, dontWake: 0 }))],
    [0xc028aa03, request("UFFDIO_COPY", 32, copy)],
    [0xc020aa04, request("UFFDIO_ZEROPAGE", 24, inRange)],
    [0xc028aa05, request("UFFDIO_MOVE", 32, copy)],
    [0xc018aa06, request("UFFDIO_WRITEPROTECT", 24, resolves({ mode: 16, dontWake: 2 }))],
    [0xc020aa07, request("UFFDIO_CONTINUE", 24, inRange)],
    [0xc020aa08, request("UFFDIO_POISON", 24, inRange)],
] as const;

/** struct uffd_msg. */
const messageLength = 32;
const [pageFault, fork, remap, remove, unmap] = [0x12, 0x13, 0x14, 0x15, 0x16];

function readMessage(view: DataView, { features }: Userfaultfd): FaultMessage | null {
    const first = view.getBigUint64(8, true);
    const second = view.getBigUint64(16, true);
    switch (view.getUint8(0)) {
        case pageFault: {
            const flags = Number(first);
            const hasThread = features !== null && features.includes("UFFD_FEATURE_THREAD_ID");
            const reason = (flags & 4) !== 0 ? "minor" : (flags & 2) !== 0 ? "write-protected" : "missing";
            return {
                what: "fault",
                address: second,
                reason,
                write: (flags & 1) !== 0,
                thread: hasThread ? view.getUint32(24, true) : null,
            };
        }
        case fork:
            return { what: "fork", fd: view.getUint32(8, true) };
        case remap:
            return { what: "remap", from: first, to: second, length: view.getBigUint64(24, true) };
        case remove:
            return { what: "remove", address: first, length: second - first };
        case unmap:
            return { what: "unmap", address: first, length: second - first };
        default:
            return null;
    }
}

function messagesIn(view: DataView | undefined, userfaultfd: Userfaultfd): readonly FaultMessage[] {
    const messages: FaultMessage[] = [];
    for (let place = 0; view !== undefined && place + messageLength <= view.byteLength; place += messageLength) {
        const message = readMessage(new DataView(view.buffer, view.byteOffset + place, messageLength), userfaultfd);
        if (message !== null) messages.push(message);
    }
    return messages;
}

/** The child's memory is registered as its parent's (dup_userfaultfd), and the descriptor has the flags of the parent's. */
export function deliverForks(call: ReturnedCall, view: DataView, parent: Userfaultfd, { closeOnExec, statusFlags }: Delivery): void {
    for (const message of messagesIn(view, parent)) {
        if (message.what !== "fork") continue;
        const { features, ranges, complete, userOnly } = parent;
        call.settleClose(message.fd);
        const newObject = {
            ...call.interpretation.identities.unseen("userfaultfd"),
            ...(features !== null && { features }),
            ranges,
            ...(complete && { complete }),
            ...(userOnly !== null && { userOnly }),
        };
        const end = { fd: message.fd, closeOnExec, description: call.newDescription(), statusFlags };
        call.tell({ kind: "userfaultfdForked", object: newObject.id, newObject, from: parent.id, ...end });
        call.interpretation.deliveries.set(newObject.id, { closeOnExec, access: "read", statusFlags });
    }
}

const userfaultfdTransfers: Transfers<Userfaultfd> = {
    read(call, { fd, object, description }) {
        if (object.kind !== "userfaultfd") return;
        const messages = messagesIn(call.structure("data", 0), object);
        const truncated = messages.length * messageLength < call.result;
        call.tell({
            kind: "userfaultfdRead",
            fd,
            object: object.id,
            description: description.id,
            messages,
            ...(truncated && { truncated }),
        });
    },
};

export const userfaultfd = { meanings: { makeUserfaultfd }, transfers: { userfaultfd: userfaultfdTransfers } } satisfies Mechanism;
