/** The null device (null(4)). */
import { plainKind } from "../plain/card";

export const nullDevice = plainKind("null", { icon: "nothing", wordOnly: true, quiet: true });
