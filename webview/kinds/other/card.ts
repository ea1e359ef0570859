/** What the kernel gives that we have no word for. */
import { plainKind } from "../plain/card";

export const other = plainKind("other", { icon: "box" });
