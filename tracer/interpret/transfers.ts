/** What reading and writing mean by the kind of object. Without functions of its own, bytes move and that is all. */
import type { KernelObject, KernelObjectKind, KindTypes } from "../model/kindTypes";
import { eventfdTransfers } from "./eventfd";
import { fileTransfers } from "./file";
import { pipeTransfers } from "./pipe";
import type { Transfers } from "./transferKinds";

const onlyBytes = {};

const transfers: { readonly [K in KernelObjectKind]: Transfers<KindTypes[K]["object"]> } = {
    pipe: pipeTransfers,
    fifo: pipeTransfers,
    file: fileTransfers,
    memfd: fileTransfers,
    eventfd: eventfdTransfers,
    messageQueue: onlyBytes,
    directory: onlyBytes,
    tty: onlyBytes,
    null: onlyBytes,
    device: onlyBytes,
    socket: onlyBytes,
    epoll: onlyBytes,
    signalfd: onlyBytes,
    timerfd: onlyBytes,
    inotify: onlyBytes,
    pidfd: onlyBytes,
    posixMessageQueue: onlyBytes,
    other: onlyBytes,
};

export function transfersOf(object: KernelObject): Transfers<KernelObject> {
    return transfers[object.kind] as Transfers<KernelObject>;
}
