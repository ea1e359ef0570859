/** Epoll instances (epoll(7)). */
import { plainKind } from "../plain/card";

export const epoll = plainKind("epoll", { icon: "eye" });
