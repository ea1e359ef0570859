/** Message queues. */
import { plainKind } from "../plain/card";

export const messageQueue = plainKind("messageQueue", { icon: "mail", channel: true, counted: "message queue" });
