/** Asynchronous input and output (io_submit(2)): what it moves is not followed, and so becomes unknown. */
import { tableOf } from "../model/owners/lookups";
import type { Mechanism } from "./mechanism";
import type { ReturnedCall } from "./returnedCall";

type Direction = "into" | "out of";

const captured = ["request0", "request1", "request2", "request3", "request4", "request5", "request6", "request7"] as const;

/** Commands of include/uapi/linux/aio_abi.h that move bytes: IOCB_CMD_PREAD, PWRITE, PREADV, PWRITEV. */
const directions: ReadonlyMap<number, Direction> = new Map([
    [0, "out of"],
    [1, "into"],
    [7, "out of"],
    [8, "into"],
]);

function submitRequests(call: ReturnedCall): void {
    call.tellReturned();
    const requests = captured.slice(0, call.result).map((name) => call.structure(name, requestLength));
    for (const request of requests) if (request !== undefined) tellRequest(call, request);
    // Of the others it is not known which descriptors they concern.
    if (call.result > captured.length || requests.includes(undefined)) tellAll(call);
}

/** struct iocb. */
const requestLength = 64;

function tellRequest(call: ReturnedCall, request: DataView): void {
    const direction = directions.get(request.getUint16(16, true));
    if (direction !== undefined) tellUnseen(call, request.getUint32(20, true), direction);
    // IOCB_FLAG_RESFD: each completion adds to an eventfd.
    if ((request.getUint32(56, true) & 1) !== 0) tellUnseen(call, request.getUint32(60, true), "into");
}

function tellAll(call: ReturnedCall): void {
    const table = tableOf(call.interpretation.state, call.process.id, call.task.tid);
    for (const fd of [...(table?.descriptors.keys() ?? [])]) tellUnseen(call, fd, "into");
}

function tellUnseen(call: ReturnedCall, fd: number, direction: Direction): void {
    const object = call.known(fd)?.object;
    if (object === undefined) return;
    call.tell({ kind: "unseenTransfer", fd, object: object.id, direction });
    // What goes into a socket comes out of its other end.
    const peer = object.kind === "socket" && direction === "into" ? object.peer : null;
    if (peer !== null) call.tell({ kind: "unseenTransfer", fd, object: peer, direction: "out of" });
}

export const asynchronous = { meanings: { submitRequests } } satisfies Mechanism;
