/** Descriptors that refer to a process (pidfd_open(2)). */
import { plainKind } from "../plain/card";

export const pidfd = plainKind("pidfd", { icon: "process" });
