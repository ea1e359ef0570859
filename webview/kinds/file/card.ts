/** Regular files (inode(7), S_IFREG). */
import { plainKind } from "../plain/card";

export const file = plainKind("file", { icon: "file", named: true, sized: true, mappable: true, passing: true });
