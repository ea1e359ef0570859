/** For commands to the engine whose failure means that the process or the engine has gone, which is told by an event. */
export function quietly(command: Promise<void>): void {
    command.catch(() => undefined);
}
