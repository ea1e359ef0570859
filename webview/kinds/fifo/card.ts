/** FIFOs: pipes with a name in the file system (fifo(7)). */
import { baseName } from "../../card/baseName";
import { pipeKind } from "../pipe/card";

export const fifo = pipeKind("FIFO", ({ id, name }) => `FIFO ${name === null ? id : baseName(name)}`);
