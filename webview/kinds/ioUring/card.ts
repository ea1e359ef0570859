/** Rings for asynchronous input and output (io_uring(7)): what the calls tell of them, and that the rest is not seen. */
import { roomText, submittedText } from "../../../tracer/model/kinds/ioUring";
import { linedKind } from "../lined/card";

export const ioUring = linedKind("ioUring", {
    icon: "plug",
    most: 3,
    lines: (ring) => [roomText(ring), submittedText(ring), "what goes through the ring is not seen"],
});
