/** Descriptors that accept signals (signalfd(2)). */
import { plainKind } from "../plain/card";

export const signalfd = plainKind("signalfd", { icon: "box" });
