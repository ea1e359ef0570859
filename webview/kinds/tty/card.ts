/** Terminals: everybody has one, and what goes there is read on the screen (tty(4)). */
import { plainKind } from "../plain/card";

export const tty = plainKind("tty", { icon: "terminal", wordOnly: true, quiet: true, landmark: true });
