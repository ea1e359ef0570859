/** Files in memory (memfd_create(2)). */
import { plainKind } from "../plain/card";

export const memfd = plainKind("memfd", { icon: "file", named: true, sized: true, mappable: true });
