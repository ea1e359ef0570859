/** Descriptors that accept signals (signalfd(2)). */
import { kinds } from "../../../tracer/model/kinds/kinds";
import { linedKind } from "../lined/card";

export const signalfd = linedKind("signalfd", { icon: "plug", most: 1, lines: (object) => [kinds.signalfd.remark?.(object) ?? ""] });
