/** Page faults that a program resolves by itself (userfaultfd(2)): what is registered, and which faults were read. */
import { faultsText, featuresText, rangesText } from "../../../tracer/model/kinds/userfaultfd/text";
import { linedKind } from "../lined/card";

export const userfaultfd = linedKind("userfaultfd", {
    icon: "plug",
    most: 4,
    lines: (object) => [featuresText(object), rangesText(object), faultsText(object), "a fault is seen when its message is read"],
});
