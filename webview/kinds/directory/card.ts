/** Directories. */
import { plainKind } from "../plain/card";

export const directory = plainKind("directory", { icon: "folder", named: true, quiet: true, passing: true });
