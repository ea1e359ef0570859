/** POSIX message queues (mq_overview(7)). */
import { plainKind } from "../plain/card";

export const posixMessageQueue = plainKind("posixMessageQueue", { icon: "mail", channel: true, counted: "POSIX queue" });
