/** Inotify instances (inotify(7)). */
import { plainKind } from "../plain/card";

export const inotify = plainKind("inotify", { icon: "eye" });
