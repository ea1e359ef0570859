/** Sockets (socket(7)). */
import { plainKind } from "../plain/card";

export const socket = plainKind("socket", { icon: "plug", channel: true, counted: "socket" });
